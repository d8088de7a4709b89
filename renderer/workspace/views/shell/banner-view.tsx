import type { VNode } from 'preact';
import { Banner, Button, KeyRound, RefreshCw, useTexts, WifiOff } from '../../../ui/index.ts';
import { assertNever } from '../../../base/assert-never.ts';
import type { BannerState } from '../../viewmodels/shell/banner.ts';

export interface BannerViewProps {
  readonly banner: BannerState;
  readonly retrying: boolean;
  readonly retry: () => void;
  readonly signIn: () => void;
}

export function BannerView({ banner, retrying, retry, signIn }: BannerViewProps): VNode {
  const { t, format } = useTexts();
  switch (banner.kind) {
    case 'expired':
      return (
        <Banner
          tone="danger"
          icon={KeyRound}
          title={t('shell:banner.expired')}
          actions={
            <Button size="small" onClick={signIn}>
              {t('shell:banner.sign-in')}
            </Button>
          }
        >
          {t('shell:banner.expired-text')}
        </Banner>
      );
    case 'offline': {
      const time = format.time(banner.since);
      return (
        <Banner
          tone="warn"
          icon={WifiOff}
          title={t('shell:banner.offline')}
          actions={
            <Button size="small" icon={RefreshCw} busy={retrying} onClick={retry}>
              {t('shell:banner.connect-now')}
            </Button>
          }
        >
          {banner.queued > 0
            ? t('shell:banner.offline-queued', { time, count: banner.queued })
            : t('shell:banner.offline-text', { time })}
        </Banner>
      );
    }
    case 'connecting':
      return (
        <Banner tone="info" icon={RefreshCw} title={t('shell:banner.connecting')}>
          {t('shell:banner.connecting-text')}
        </Banner>
      );
    case 'catching-up':
      return (
        <Banner tone="info" icon={RefreshCw} title={t('shell:banner.catching-up')}>
          {t('shell:banner.catching-up-text')}
        </Banner>
      );
    default:
      return assertNever(banner, 'banner');
  }
}
