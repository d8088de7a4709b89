import type { VNode } from 'preact';
import { Icon, Mark, MessagesSquare, Phone, Settings, useTexts, type LucideIcon } from '../../../ui/index.ts';
import type { Area } from '../../viewmodels/shell/shell.ts';

export interface RailProps {
  /** Undefined while a call stands over the areas. */
  readonly area: Area | undefined;
  /** Chats with something new. */
  readonly news: number;
  /** Missed calls that have not been seen. */
  readonly missedCalls: number;
  readonly testRuntime: boolean;
  readonly go: (area: Area) => void;
}

/** Where one can go. What is not built is not here. */
export function Rail({ area, news, missedCalls, testRuntime, go }: RailProps): VNode {
  const { t } = useTexts();
  return (
    <nav class="rail ink" aria-label={t('shell:areas')} data-region="rail" data-tooltip-side="right">
      <Mark />
      <ul>
        <Place icon={MessagesSquare} label={t('shell:chats')} here={area === 'chats'} news={t('shell:news', { count: news })} count={news} go={() => go('chats')} />
        <Place
          icon={Phone}
          label={t('calls:workspace.area')}
          here={area === 'calls'}
          news={t('calls:workspace.missed', { count: missedCalls })}
          count={missedCalls}
          go={() => go('calls')}
        />
      </ul>
      <ul class="push">
        {testRuntime && (
          <li class="test-mark" data-tooltip={t('shell:test-tooltip')}>
            {t('shell:test')}
            <span class="vh">{t('shell:test-tooltip')}</span>
          </li>
        )}
        <Place icon={Settings} label={t('shell:settings')} here={area === 'settings'} go={() => go('settings')} />
      </ul>
    </nav>
  );
}

interface PlaceProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly here: boolean;
  /** What the count is of, in words. */
  readonly news?: string;
  readonly count?: number;
  readonly go: () => void;
}

function Place({ icon, label, here, news, count = 0, go }: PlaceProps): VNode {
  const { format } = useTexts();
  return (
    <li>
      <button type="button" class="place" aria-current={here ? 'page' : undefined} data-tooltip={label} onClick={go}>
        <Icon of={icon} />
        <span class="txt">{label}</span>
        {count > 0 && (
          <>
            <span class="count" aria-hidden="true">
              {count > 99 ? '99+' : format.number(count)}
            </span>
            <span class="vh">, {news}</span>
          </>
        )}
      </button>
    </li>
  );
}
