import type { ReadonlySignal } from '@preact/signals';
import { computed, useSignalEffect } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { RoomDetails } from '../../../engine/contract.ts';
import { FailureNote, Spinner, useKey, useTexts, useUi } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import type { ConversationModel } from '../../viewmodels/conversation/conversation.ts';
import type { Arrival } from '../../viewmodels/room-list/room-list.ts';
import { RoomCallBar } from '../calls/room-call-bar.tsx';
import { Composer } from '../composer/composer.tsx';
import { announcementText } from '../timeline/announcement-words.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { roomName } from '../words/room-words.ts';
import { ConversationHeader } from './header.tsx';
import { Invitation } from './invitation.tsx';
import './conversation.css';

export interface ConversationProps {
  readonly model: ConversationModel;
  readonly arrival: ReadonlySignal<Arrival>;
  /** In a narrow window: back to the list. */
  readonly back: () => void;
  /** Opens the dialog for the recovery key. */
  readonly enterKey: () => void;
  readonly calls: CallsModel;
  /** It stands beside a call, and this closes it. */
  readonly close?: (() => void) | undefined;
}

/** One open conversation, in the main pane or beside a call: what has been said, and where to answer. */
export function Conversation(props: ConversationProps): VNode {
  const { t } = useTexts();
  const { model, close } = props;
  const details = model.details.value;
  const failure = model.failure.value;
  const Heading = close ? 'h2' : 'h1';
  const content = details ? (
    <Open {...props} details={details} />
  ) : (
    <div class="conversation-wait" data-region="main" tabIndex={-1}>
      <Heading class="vh">{t('chat:conversation.loading')}</Heading>
      {failure ? <FailureNote failure={failure} /> : <Spinner size="l" />}
    </div>
  );
  if (close) {
    return (
      <aside class="pane-main conversation beside" aria-label={t('calls:workspace.stage.chat')}>
        {content}
      </aside>
    );
  }
  return (
    <main class="pane-main conversation" id="content" tabIndex={-1}>
      {content}
    </main>
  );
}

function Open(props: ConversationProps & { readonly details: RoomDetails }): VNode {
  const { model, details, arrival, back, enterKey, calls, close } = props;
  const texts = useTexts();
  const { announcer, toasts, copy } = useUi();
  const room = roomName(details.name, texts);
  const { t } = texts;

  useSignalEffect(() => {
    const announcement = model.timeline.announcement.value;
    if (announcement) announcer.announce(announcementText(announcement, texts));
  });

  const actions = useMemo(
    () => ({
      online: model.online,
      calls,
      recover: computed(() => (model.locked.value ? enterKey : undefined)),
      retry: model.retry.run,
      discard: model.discard.run,
      copy,
      fillGaps: model.fillGaps,
    }),
    [model, copy, enterKey, calls],
  );

  const openLink = (url: string): void => {
    void model.openLink(url).then((taken) => {
      if (!taken) toasts.show({ tone: 'warn', text: t('chat:link.refused') });
    });
  };

  useKey('Escape', model.detailsShown.value ? undefined : focusComposer);

  if (details.membership === 'invite') return <Invitation model={model} details={details} room={room} back={back} />;
  const problem = model.retry.failure.value ?? model.discard.failure.value ?? model.timeline.failure.value;
  return (
    <>
      <div class="conversation-read" data-region="main">
        <ConversationHeader model={model} details={details} room={room} back={back} calls={calls} close={close} />
        {!close && <RoomCallBar calls={calls} details={details} />}
        <Timeline model={model.timeline} actions={actions} room={room} openLink={openLink} />
      </div>
      {problem && (
        <div class="conversation-problem">
          <FailureNote failure={problem} />
        </div>
      )}
      <Writing model={model} details={details} room={room} arrival={arrival} />
    </>
  );
}

/** Esc comes back to where one writes, wherever one has been reading. */
const focusComposer = (): void => document.querySelector<HTMLElement>('.composer .edit')?.focus();

interface WritingProps {
  readonly model: ConversationModel;
  readonly details: RoomDetails;
  readonly room: string;
  readonly arrival: ReadonlySignal<Arrival>;
}

/** The composer, or why there is none. */
function Writing({ model, details, room, arrival }: WritingProps): VNode | null {
  const { t } = useTexts();
  if (details.membership === 'leave') return <p class="composer-area closed">{t('chat:conversation.left')}</p>;
  if (details.membership === 'ban') return <p class="composer-area closed">{t('chat:conversation.banned')}</p>;
  // Just made or joined: what one may do here comes with the next sync.
  if (!details.canSend && details.membership === 'unknown') return null;
  if (!details.canSend) return <p class="composer-area closed">{t('chat:conversation.read-only')}</p>;
  return <Composer model={model.composer} room={room} encrypted={details.encrypted} waiting={model.waiting.value} arrival={arrival} />;
}
