import type { PortClient } from '../../base/port-client.ts';
import type { EngineHostContract } from '../../../preload/contract.ts';

/** The desktop as the engine sees it: keychain, keys.json, network facts, log. */
export type Host = PortClient<EngineHostContract>;

const beatMs = 5_000;

/** Tells main every five seconds that the worker still answers; returns the way to stop it. */
export function startHeartbeat(host: Host): () => void {
  const beat = (): void => void host.request('alive', {}).catch(() => undefined);
  beat();
  const timer = setInterval(beat, beatMs);
  return () => clearInterval(timer);
}
