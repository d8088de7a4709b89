import type { ComponentChildren, VNode } from 'preact';
import {
  AudioLines,
  Avatar,
  classes,
  Hand,
  Icon,
  MicOff,
  MonitorUp,
  Pin,
  ShieldAlert,
  ShieldCheck,
  useTexts,
} from '../../../ui/index.ts';
import type { Face } from './arrange.ts';
import { faceName } from './face-words.ts';
import { Moving } from './moving.tsx';
import { qualityWords, SignalBars } from './quality.tsx';

export interface TileProps {
  readonly face: Face;
  /** Fills the stage: no frame around whoever speaks, who is large for that reason. */
  readonly big?: boolean;
  readonly reaction?: string | undefined;
  /** Shows it large, or no longer; undefined where there is no choice. */
  readonly pin?: (() => void) | undefined;
  readonly pinned?: boolean;
  readonly children?: ComponentChildren;
}

/** A person or a screen: the picture or the avatar, and on it who it is and how they are. */
export function Tile({ face, big = false, reaction, pin, pinned = false, children }: TileProps): VNode {
  const texts = useTexts();
  const { t } = texts;
  const name = faceName(face, t);
  const weak = face.quality?.class === 'poor' || face.quality?.class === 'lost';
  return (
    <div class={classes('tile', big && 'big', face.isScreen && 'screen', face.isSpeaking && 'speaking', weak && 'weak')}>
      {face.stream ? (
        <Moving stream={face.stream} mirrored={face.participant === undefined} whole={face.isScreen} watch={face.watch} />
      ) : (
        <Avatar name={face.name} id={face.id} picture={face.picture} />
      )}
      {pin && (
        <button type="button" class="pin" aria-pressed={pinned} data-roving={name} onClick={pin}>
          <span class="vh">{t('calls:stage.tile.pin', { name })}</span>
        </button>
      )}
      <Plate face={face} name={name} pinned={pinned} />
      <div class="marks">
        {face.hand !== undefined && (
          <span class="mark-tag hand">
            <Icon of={Hand} size="s" />
            {face.hand === 0 ? t('calls:stage.tile.hand') : t('calls:stage.tile.hand-turn', { turn: face.hand })}
          </span>
        )}
        {reaction && <span class="mark-tag reaction">{reaction}</span>}
        {weak && (
          <span class="mark-tag warn">
            <SignalBars of={face.quality.class} />
            <span class="words">{t(qualityWords[face.quality.class])}</span>
          </span>
        )}
        {!weak && face.stream && !face.isFlowing && <span class="mark-tag warn">{t('calls:stage.tile.frozen')}</span>}
      </div>
      {children}
    </div>
  );
}

function Plate({ face, name, pinned }: { readonly face: Face; readonly name: string; readonly pinned: boolean }): VNode {
  const { t } = useTexts();
  return (
    <p class="plate">
      {face.isScreen && <Icon of={MonitorUp} size="xs" />}
      {!face.isScreen && face.muted && (
        <span class="off">
          <Icon of={MicOff} size="xs" />
          <span class="vh">{t('calls:stage.tile.muted')}</span>
        </span>
      )}
      <span class="clip">{name}</span>
      {face.isSpeaking && (
        <span class="on">
          <Icon of={AudioLines} size="xs" />
          <span class="vh">{t('calls:stage.tile.speaks')}</span>
        </span>
      )}
      {pinned && <Icon of={Pin} size="xs" />}
      {face.participant && !face.isScreen && <Standing known={face.isKnown} />}
    </p>
  );
}

/** Whether the person is who the name says: shown by Matrix, or only claimed. */
function Standing({ known }: { readonly known: boolean }): VNode {
  const { t } = useTexts();
  return known ? (
    <span class="standing">
      <Icon of={ShieldCheck} size="xs" />
      <span class="vh">{t('calls:stage.tile.known')}</span>
    </span>
  ) : (
    <span class="standing claimed">
      <Icon of={ShieldAlert} size="xs" />
      <span class="words">{t('calls:stage.tile.claimed')}</span>
    </span>
  );
}
