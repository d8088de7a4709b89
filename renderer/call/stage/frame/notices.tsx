import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  CopyCode,
  failureWords,
  Icon,
  IconButton,
  Mic,
  MicOff,
  Note,
  Pause,
  Rich,
  Spinner,
  SupportCode,
  supportCode,
  useTexts,
  X,
} from '../../../ui/index.ts';
import type { ConferenceFailure, ConferenceState } from '../../conference/model.ts';

const hintMs = 12_000;

export interface WhisperProps {
  readonly state: ConferenceState;
  /** The space bar is held. */
  readonly isTalking: boolean;
}

/** A word at the lower edge: that one is muted, for a while after it began and whenever one speaks all the same. */
export function Whisper({ state: { self, talksWhileMuted }, isTalking }: WhisperProps): VNode | null {
  const { t } = useTexts();
  const [isFresh, setFresh] = useState(true);
  useEffect(() => {
    setFresh(true);
    const timer = setTimeout(() => setFresh(false), hintMs);
    return () => clearTimeout(timer);
  }, [self.muted]);
  if (isTalking) {
    return (
      <p class="whisper">
        <Icon of={Mic} size="s" />
        <span>{t('calls:stage.whisper.talking')}</span>
      </p>
    );
  }
  if (!self.muted || (!isFresh && !talksWhileMuted)) return null;
  return (
    <p class="whisper">
      <Icon of={MicOff} size="s" />
      <span>
        <Rich text={t(talksWhileMuted ? 'calls:stage.whisper.unheard' : 'calls:stage.whisper.muted')} tags={{ kbd: (key) => <kbd>{key}</kbd> }} />
      </span>
    </p>
  );
}

/** What stands over everything for a while: the line is gone, or the call is held. */
export function Interruption({ state }: { readonly state: ConferenceState }): VNode | null {
  const { t } = useTexts();
  if (state.phase === 'reconnecting') {
    return (
      <div class="interruption">
        <Spinner size="l" />
        <div>
          <h2>{t('calls:stage.reconnecting.title')}</h2>
          <p>{t('calls:stage.reconnecting.text')}</p>
        </div>
      </div>
    );
  }
  if (!state.self.isHeld) return null;
  return (
    <div class="interruption">
      <Icon of={Pause} size="l" />
      <div>
        <h2>{t('calls:stage.held.title')}</h2>
        <p>{t('calls:stage.held.text')}</p>
      </div>
    </div>
  );
}

export interface TroublesProps {
  readonly troubles: readonly ConferenceFailure[];
  readonly foreignIceHosts: readonly string[];
}

const keyOf = ({ code, detail }: ConferenceFailure): string => `${code} ${detail ?? ''}`;

/** Devices that failed while the call goes on, and what the person should know of the deployment; each can be closed. */
export function Troubles({ troubles, foreignIceHosts }: TroublesProps): VNode | null {
  const texts = useTexts();
  const { t, format } = texts;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const close = (key: string): void => setClosed(new Set([...closed, key]));
  const open = troubles.filter((trouble) => !closed.has(keyOf(trouble)));
  const foreign = foreignIceHosts.length > 0 && !closed.has('foreign');
  if (open.length === 0 && !foreign) return null;
  return (
    <div class="troubles">
      {open.map((trouble) => {
        const words = failureWords(trouble, texts);
        return (
          <div key={keyOf(trouble)} class="trouble">
            <Note tone="warn" title={words.title} actions={<CopyCode code={supportCode(trouble)} failure={trouble} />}>
              <p>{words.text}</p>
              <SupportCode code={supportCode(trouble)} />
            </Note>
            <IconButton size="small" icon={X} label={t('calls:stage.trouble.close', { title: words.title })} onClick={() => close(keyOf(trouble))} />
          </div>
        );
      })}
      {foreign && (
        <div class="trouble">
          <Note tone="warn" title={t('calls:stage.foreign.title')}>
            <p>{t('calls:stage.foreign.text', { hosts: format.list(foreignIceHosts) })}</p>
          </Note>
          <IconButton
            size="small"
            icon={X}
            label={t('calls:stage.trouble.close', { title: t('calls:stage.foreign.title') })}
            onClick={() => close('foreign')}
          />
        </div>
      )}
    </div>
  );
}
