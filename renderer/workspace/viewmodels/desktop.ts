import { FailureError } from '../../base/failure.ts';
import type { DesktopBridge, WorkspaceArgs, WorkspaceRequestName, WorkspaceResult } from '../../../preload/contract.ts';

/** A request to the desktop whose failure is thrown as a FailureError, as the engine's port does it. */
export async function askDesktop<K extends WorkspaceRequestName>(
  desktop: DesktopBridge,
  name: K,
  args: WorkspaceArgs<K>,
): Promise<WorkspaceResult<K>> {
  const reply = await desktop.request(name, args);
  if (!reply.ok) throw new FailureError(reply.failure);
  return reply.result;
}
