import type { TestProject } from 'vitest/node';
import { startSynapse, type SynapseAddress } from './synapse.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one Synapse that all integration tests share: `registerOn(inject('synapse'), name)`. */
    readonly synapse: SynapseAddress;
  }
}

/** vitest's global set-up: starts one Synapse before the first integration test and ends it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const synapse = await startSynapse();
  const { url, serverName, sharedSecret, serviceToken } = synapse;
  project.provide('synapse', { url, serverName, sharedSecret, serviceToken });
  return () => synapse.dispose();
}
