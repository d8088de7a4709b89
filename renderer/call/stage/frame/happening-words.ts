import { assertNever } from '../../../base/assert-never.ts';
import type { TextKey, Translate } from '../../../ui/index.ts';
import type { DeviceKind, Happening } from '../../conference/model.ts';
import { reactionWord } from '../controls/reaction-words.ts';
import { personName } from '../tiles/face-words.ts';

export interface Told {
  readonly text: string;
  /** Read at once, over whatever is being read. */
  readonly isUrgent?: boolean;
  /** Shown as well, where nothing else on the stage shows it. */
  readonly isShown?: boolean;
}

/** Above this many, comings and goings are not told: they would talk over the people. */
const manyPeople = 8;

const deviceWords: Readonly<Record<DeviceKind, TextKey>> = {
  audioinput: 'calls:stage.told.microphone-changed',
  audiooutput: 'calls:stage.told.speaker-changed',
  videoinput: 'calls:stage.told.camera-changed',
};

/** What is said of a happening, to whoever listens and to whoever looks; undefined for what is not told. */
export function tell(happening: Happening, people: number, t: Translate): Told | undefined {
  switch (happening.kind) {
    case 'came':
      return people > manyPeople ? undefined : { text: t('calls:stage.told.came', { name: personName(happening.name, t) }) };
    case 'went':
      return people > manyPeople ? undefined : { text: t('calls:stage.told.went', { name: personName(happening.name, t) }) };
    case 'hand-raised':
      return { text: t('calls:stage.told.hand', { name: personName(happening.name, t) }) };
    case 'sharing':
      return { text: t('calls:stage.told.sharing', { name: personName(happening.name, t) }), isUrgent: true };
    case 'sharing-ended':
      return { text: t('calls:stage.told.sharing-ended', { name: personName(happening.name, t) }), isUrgent: true };
    case 'reaction':
      return happening.participantId === undefined ? undefined : {
        text: t('calls:stage.told.reaction', { name: personName(happening.name, t), reaction: reactionWord(happening.emoji, t) }),
      };
    case 'muted-by':
      return {
        text: happening.name === '' ? t('calls:stage.told.muted') : t('calls:stage.told.muted-by', { name: happening.name }),
        isUrgent: true,
        isShown: true,
      };
    case 'locked':
      return { text: t('calls:stage.told.locked'), isShown: true };
    case 'unlocked':
      return { text: t('calls:stage.told.unlocked'), isShown: true };
    case 'now-moderator':
      return { text: t('calls:stage.told.moderator'), isShown: true };
    case 'reconnecting':
      return { text: t('calls:stage.told.reconnecting'), isUrgent: true };
    case 'reconnected':
      return { text: t('calls:stage.told.reconnected') };
    case 'device-changed':
      return { text: t(deviceWords[happening.device], { device: happening.label }), isShown: true };
    case 'focus':
      return undefined;
    default:
      return assertNever(happening, 'happening');
  }
}
