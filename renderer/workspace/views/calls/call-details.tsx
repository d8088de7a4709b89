import type { VNode } from 'preact';
import { ArrowLeft, Avatar, Button, Empty, IconButton, MessagesSquare, Phone, useTexts, Users, Video } from '../../../ui/index.ts';
import type { CallRecord } from '../../../engine/contract.ts';
import type { CallHistoryModel } from '../../viewmodels/calls/history.ts';
import { callTitle, obstacleWords } from '../words/call-words.ts';
import type { CallWays } from './call-again.tsx';
import './calls.css';

export interface CallDetailsProps {
  readonly history: CallHistoryModel;
  readonly ways: CallWays;
  readonly openChat: (roomId: string) => void;
}

/** The main pane of the area "Calls": one call, and how to speak or write again. */
export function CallDetails({ history, ways, openChat }: CallDetailsProps): VNode {
  const { t } = useTexts();
  const call = history.chosen.value;
  return (
    <main class="pane-main plain call-details" id="content" tabIndex={-1} data-region="main">
      {call ? (
        <Particulars call={call} ways={ways} openChat={openChat} back={() => history.choose(undefined)} />
      ) : (
        <Empty level={1} title={t(history.any.value ? 'calls:workspace.history.choose' : 'calls:workspace.history.empty')}>
          <p>{t(history.any.value ? 'calls:workspace.history.choose-text' : 'calls:workspace.history.empty-text')}</p>
        </Empty>
      )}
    </main>
  );
}

interface ParticularsProps extends Omit<CallDetailsProps, 'history'> {
  readonly call: CallRecord;
  readonly back: () => void;
}

function Particulars({ call, ways, openChat, back }: ParticularsProps): VNode {
  const texts = useTexts();
  const { t, format } = texts;
  const room = call.kind === 'room';
  const name = call.peer?.name ?? call.title;
  const others = call.participants.map((person) => person.name);
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('calls:workspace.history.began'), format.full(call.startedTs)],
    ...(call.durationMs === undefined ? [] : [[t('calls:workspace.history.took'), format.duration(call.durationMs)] as const]),
    [
      t('calls:workspace.history.kind'),
      [
        t(call.direction === 'incoming' ? 'calls:workspace.incoming' : 'calls:workspace.outgoing'),
        t(call.media === 'video' ? 'calls:workspace.history.video' : 'calls:workspace.history.audio'),
      ].join(' · '),
    ],
    // Of a call that nobody took there is nobody to name.
    ...(others.length === 0 || (call.durationMs === undefined && call.outcome !== 'running') ? [] : [[t('calls:workspace.history.with'), format.list(others)] as const]),
  ];
  return (
    <div class="call-card-page">
      <IconButton class="back" icon={ArrowLeft} label={t('calls:workspace.history.back')} onClick={back} />
      <header>
        <Avatar
          kind={room ? 'room' : 'person'}
          id={room ? call.roomId : (call.peer?.userId ?? call.roomId)}
          name={name}
          picture={call.peer?.avatar}
          size="xl"
        />
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p class="muted">{callTitle(call, texts)}</p>
        </div>
      </header>
      <Ways call={call} ways={ways} openChat={openChat} />
      <dl class="call-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Ways({ call, ways, openChat }: Omit<ParticularsProps, 'back'>): VNode {
  const { t } = useTexts();
  const { roomId } = call;
  const room = call.kind === 'room';
  const obstacle = ways.obstacle.value;
  const unavailable = obstacle && t(obstacleWords[obstacle]);
  return (
    <div class="acts">
      {room ? (
        <Button size="large" variant="primary" icon={Users} unavailable={unavailable} onClick={() => ways.start.run(roomId, 'video')}>
          {t('calls:workspace.meet')}
        </Button>
      ) : (
        <>
          <Button size="large" variant="primary" icon={Phone} unavailable={unavailable} onClick={() => ways.start.run(roomId, 'audio')}>
            {t('calls:workspace.call')}
          </Button>
          <Button size="large" icon={Video} unavailable={unavailable} onClick={() => ways.start.run(roomId, 'video')}>
            {t('calls:workspace.video')}
          </Button>
        </>
      )}
      <Button size="large" icon={MessagesSquare} onClick={() => openChat(roomId)}>
        {t(room ? 'calls:workspace.open-room' : 'calls:workspace.write')}
      </Button>
    </div>
  );
}
