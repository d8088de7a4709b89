import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import {
  Avatar,
  Button,
  Dialog,
  Ellipsis,
  Hand,
  Icon,
  IconButton,
  Lock,
  LockOpen,
  Menu,
  Mic,
  MicOff,
  UserMinus,
  useTexts,
  type MenuItem,
  type Texts,
} from '../../../ui/index.ts';
import type { ConferenceState, Leftover, Participant } from '../../conference/model.ts';
import { peopleFaces, selfFace, type Face } from '../tiles/arrange.ts';
import { faceName, personName } from '../tiles/face-words.ts';
import { qualityWords } from '../tiles/quality.tsx';
import { SidePanel } from './side-panel.tsx';

export interface PeoplePanelProps {
  readonly state: ConferenceState;
  readonly close: () => void;
  readonly askLock: () => void;
}

/** Who is there, with what role and how; for moderators what they may do about it. */
export function PeoplePanel({ state, close, askLock }: PeoplePanelProps): VNode {
  const { t } = useTexts();
  const [removing, setRemoving] = useState<Participant>();
  const { actions, participants } = state;
  const loud = participants.filter(({ muted, mute }) => !muted && mute);
  const faces = [selfFace(state), ...peopleFaces(state)];
  return (
    <SidePanel title={t('calls:stage.people.title', { count: faces.length })} close={close}>
      <ul class="call-people">
        {faces.map((face) => (
          <PersonRow key={face.key} face={face} role={face.participant?.role ?? state.self.role} remove={() => setRemoving(face.participant)} />
        ))}
        {state.leftovers.map((leftover) => (
          <LeftoverRow key={leftover.id} leftover={leftover} />
        ))}
      </ul>
      {(loud.length > 0 || actions.lock || actions.unlock) && (
        <div class="acts call-people-acts">
          {loud.length > 0 && (
            <Button size="small" icon={MicOff} onClick={() => loud.forEach(({ mute }) => mute?.())}>
              {t('calls:stage.people.mute-all')}
            </Button>
          )}
          {actions.lock && (
            <Button size="small" icon={Lock} onClick={askLock}>
              {t('calls:stage.people.lock')}
            </Button>
          )}
          {actions.unlock && (
            <Button size="small" icon={LockOpen} onClick={actions.unlock}>
              {t('calls:stage.people.unlock')}
            </Button>
          )}
        </div>
      )}
      {removing && <RemoveDialog participant={removing} close={() => setRemoving(undefined)} />}
    </SidePanel>
  );
}

/** "Moderation · spricht", or what else there is to say of a person. */
function standing(face: Face, role: Participant['role'], { t }: Texts): string {
  const quality = face.quality?.class;
  return [
    role === 'moderator' && t('calls:stage.people.moderator'),
    face.isSpeaking && t('calls:stage.people.speaks'),
    !face.isKnown && t('calls:stage.tile.claimed'),
    !face.stream && t('calls:stage.people.no-camera'),
    (quality === 'poor' || quality === 'lost') && t(qualityWords[quality]),
  ]
    .filter((word) => word !== false)
    .join(' · ');
}

interface PersonRowProps {
  readonly face: Face;
  readonly role: Participant['role'];
  readonly remove: () => void;
}

function PersonRow({ face, role, remove }: PersonRowProps): VNode {
  const texts = useTexts();
  const { t } = texts;
  const name = faceName(face, t);
  const { participant } = face;
  const words = standing(face, role, texts);
  const items: readonly MenuItem[] = [
    ...(participant?.mute && !face.muted ? [{ id: 'mute', icon: MicOff, label: t('calls:stage.people.mute'), run: participant.mute }] : []),
    ...(participant?.remove ? [{ id: 'remove', icon: UserMinus, label: t('calls:stage.people.remove'), danger: true, run: remove }] : []),
  ];
  return (
    <li class="call-person">
      <Avatar name={face.name} id={face.id} picture={face.picture} size="m" />
      <div class="grow">
        <p class="clip">{name}</p>
        {words && <p class="small muted">{words}</p>}
      </div>
      {face.hand !== undefined && (
        <span class="tag accent">
          <Icon of={Hand} size="xs" />
          <span class="vh">{t('calls:stage.tile.hand')}</span>
          {face.hand > 0 && face.hand}
        </span>
      )}
      <span class={face.muted ? 'call-person-mic off' : 'call-person-mic'}>
        <Icon of={face.muted ? MicOff : Mic} size="s" />
        <span class="vh">{t(face.muted ? 'calls:stage.people.microphone-off' : 'calls:stage.people.microphone-on')}</span>
      </span>
      {items.length > 0 && (
        <Menu
          label={t('calls:stage.people.actions', { name })}
          items={items}
          side="below-end"
          trigger={({ ref, expanded, onClick }) => (
            <IconButton
              buttonRef={ref}
              size="small"
              icon={Ellipsis}
              label={t('calls:stage.people.actions', { name })}
              popup="menu"
              expanded={expanded}
              onClick={onClick}
            />
          )}
        />
      )}
    </li>
  );
}

/** Not counted, and named all the same: whoever is there is to be seen. */
function LeftoverRow({ leftover: { id, name, isOwn, remove } }: { readonly leftover: Leftover }): VNode {
  const { t } = useTexts();
  const title = isOwn ? t('calls:stage.people.leftover-own') : t('calls:stage.people.leftover', { name });
  return (
    <li class="call-person">
      <Avatar name={name} id={id} size="m" />
      <div class="grow">
        <p class="clip">{title}</p>
        <p class="small muted">{t('calls:stage.people.leftover-text')}</p>
      </div>
      {remove && <IconButton size="small" icon={UserMinus} label={t('calls:stage.people.leftover-remove', { title })} onClick={remove} />}
    </li>
  );
}

function RemoveDialog({ participant, close }: { readonly participant: Participant; readonly close: () => void }): VNode {
  const { t } = useTexts();
  const name = personName(participant.name, t);
  return (
    <Dialog
      title={t('calls:stage.remove.title', { name })}
      onClose={close}
      actions={
        <>
          <Button onClick={close} autofocus>
            {t('ui:cancel')}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              close();
              participant.remove?.();
            }}
          >
            {t('calls:stage.remove.submit')}
          </Button>
        </>
      }
    >
      <p>{t('calls:stage.remove.text')}</p>
    </Dialog>
  );
}
