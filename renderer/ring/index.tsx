import type { RingBridge } from '../../preload/contract.ts';

/* The root of a call's small windows: `?view=ringing`, `presenting` or `picker`. */

declare global {
  interface Window {
    readonly desktop: RingBridge;
  }
}

document.title = new URLSearchParams(location.search).get('view') ?? 'Einklang';
