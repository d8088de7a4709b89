import type { portMessages } from '../../preload/contract.ts';

/* The root of the call's page: the port to main comes as a window message of its preload, once. */

const callPort: (typeof portMessages)['call'] = 'call-port';

window.addEventListener('message', ({ data, source, ports }: MessageEvent<{ readonly einklang?: unknown } | null>) => {
  if (source === window && data?.einklang === callPort) ports[0]?.start();
});
