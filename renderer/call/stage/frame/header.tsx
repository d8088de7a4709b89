import type { VNode } from 'preact';
import {
  ExternalLink,
  Icon,
  IconButton,
  Lock,
  MonitorUp,
  PanelRight,
  PictureInPicture2,
  Route,
  ShieldCheck,
  useTexts,
} from '../../../ui/index.ts';
import type { ConferenceState, Placement } from '../../conference/model.ts';
import { screenFaces } from '../tiles/arrange.ts';
import { personName } from '../tiles/face-words.ts';
import { qualityWords, SignalBars } from '../tiles/quality.tsx';
import { useTicking } from './use-ticking.ts';

export interface StageHeaderProps {
  readonly state: ConferenceState;
  readonly now: () => number;
}

/**
 * What is open, since when, and how it stands. The word "encrypted" is not here on purpose: over the bridge the server
 * sees the media, and between two the keys' fingerprints come through the server too and are compared by nobody. That
 * media go directly is what can be said.
 */
export function StageHeader({ state, now }: StageHeaderProps): VNode {
  const { t } = useTexts();
  const { brief, self, participants } = state;
  const [only] = participants;
  const [screen] = screenFaces(state);
  const quality = state.phase === 'reconnecting' ? 'lost' : self.quality?.class;
  return (
    <header class="stage-header" data-region="call-header">
      <div class="stage-title">
        <h1 class="clip">{brief.title}</h1>
        <p class="small muted stage-facts">
          {state.connectedTs !== undefined && <Elapsed since={state.connectedTs} now={now} />}
          {brief.kind !== 'direct' && <span>{t('calls:stage.count', { count: participants.length + 1 })}</span>}
          {state.isDirect && (
            <span class="fact">
              <Icon of={Route} size="xs" />
              {t('calls:stage.direct')}
            </span>
          )}
          {state.isLocked && (
            <span class="fact">
              <Icon of={Lock} size="xs" />
              {t('calls:stage.locked')}
            </span>
          )}
        </p>
      </div>
      <div class="stage-tags">
        {self.share && (
          <span class="tag accent">
            <Icon of={MonitorUp} size="xs" />
            {t(self.share.sound ? 'calls:stage.you-present-sound' : 'calls:stage.you-present')}
          </span>
        )}
        {screen && (
          <span class="tag accent">
            <Icon of={MonitorUp} size="xs" />
            <span class="clip">{t('calls:stage.presents', { name: personName(screen.name, t) })}</span>
          </span>
        )}
        {brief.kind === 'direct' && only?.known && (
          <span class="tag ok">
            <Icon of={ShieldCheck} size="xs" />
            {t('calls:stage.confirmed')}
          </span>
        )}
        {quality && (
          <span class="tag">
            <SignalBars of={quality} />
            {t(qualityWords[quality])}
          </span>
        )}
      </div>
      <Placing placement={brief.placement} place={state.actions.place} />
    </header>
  );
}

/** Since when, as 12:31; the seconds are for the eye only, a reader gets whole minutes. */
export function Elapsed({ since, now }: { readonly since: number; readonly now: () => number }): VNode {
  const { t, format } = useTexts();
  const ms = Math.max(0, Math.floor((useTicking(now) - since) / 1_000) * 1_000);
  return (
    <span class="num">
      <span aria-hidden="true">{format.countdown(ms)}</span>
      <span class="vh">{t('calls:stage.minutes', { count: Math.floor(ms / 60_000) })}</span>
    </span>
  );
}

function Placing({ placement, place }: { readonly placement: Placement; readonly place: (to: Placement) => void }): VNode {
  const { t } = useTexts();
  return (
    <div class="acts nowrap placing">
      {placement !== 'stage' && <IconButton icon={PanelRight} label={t('calls:stage.place.stage')} onClick={() => place('stage')} />}
      <IconButton icon={PictureInPicture2} label={t('calls:stage.place.compact')} onClick={() => place('compact')} />
      {placement !== 'window' && <IconButton icon={ExternalLink} label={t('calls:stage.place.window')} onClick={() => place('window')} />}
    </div>
  );
}
