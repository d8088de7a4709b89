import type { VNode } from 'preact';
import { Icon, Mark, MessagesSquare, Settings, useTexts, type LucideIcon } from '../../../ui/index.ts';
import type { Area } from '../../viewmodels/shell/shell.ts';

export interface RailProps {
  readonly area: Area;
  /** Chats with something new. */
  readonly news: number;
  readonly testRuntime: boolean;
  readonly go: (area: Area) => void;
}

/** Where one can go. What is not built is not here. */
export function Rail({ area, news, testRuntime, go }: RailProps): VNode {
  const { t } = useTexts();
  return (
    <nav class="rail ink" aria-label={t('shell:areas')} data-region="rail" data-tooltip-side="right">
      <Mark />
      <ul>
        <Place icon={MessagesSquare} label={t('shell:chats')} here={area === 'chats'} news={news} go={() => go('chats')} />
      </ul>
      <ul class="push">
        {testRuntime && (
          <li class="test-mark" data-tooltip={t('shell:test-tooltip')}>
            {t('shell:test')}
            <span class="vh">{t('shell:test-tooltip')}</span>
          </li>
        )}
        <Place icon={Settings} label={t('shell:settings')} here={area === 'settings'} news={0} go={() => go('settings')} />
      </ul>
    </nav>
  );
}

interface PlaceProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly here: boolean;
  readonly news: number;
  readonly go: () => void;
}

function Place({ icon, label, here, news, go }: PlaceProps): VNode {
  const { t, format } = useTexts();
  return (
    <li>
      <button type="button" class="place" aria-current={here ? 'page' : undefined} data-tooltip={label} onClick={go}>
        <Icon of={icon} />
        <span class="txt">{label}</span>
        {news > 0 && (
          <>
            <span class="count" aria-hidden="true">
              {news > 99 ? '99+' : format.number(news)}
            </span>
            <span class="vh">, {t('shell:news', { count: news })}</span>
          </>
        )}
      </button>
    </li>
  );
}
