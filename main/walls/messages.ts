import { fail } from '../../renderer/base/failure.ts';
import { workspaceRequests, type WorkspaceRequestName } from '../../preload/contract.ts';
import type { Wall } from './wall.ts';

/** Only the main frame of a page that main made, at the origin of its role. */
export const senders: Wall = {
  name: 'senders',
  message: (message) => {
    const { role, mainFrame, origin } = message;
    if (role === undefined || !mainFrame || origin !== `app://${role}`) {
      throw fail(
        'sender-refused',
        `${role ?? 'unknown'} ${mainFrame ? 'main' : 'sub'} frame at ${origin ?? 'no origin'}`,
      );
    }
    return message;
  },
};

/** Names of Object.prototype are not requests. */
const isWorkspaceRequest = (name: unknown): name is WorkspaceRequestName =>
  typeof name === 'string' && Object.hasOwn(workspaceRequests, name);

/** Only requests that the contract names, with arguments of its shape. */
export const schemas: Wall = {
  name: 'schemas',
  message: (message) => {
    if (message.kind === 'hello') return message;
    if (message.role !== 'workspace' || !isWorkspaceRequest(message.name))
      throw fail('unknown-name', String(message.name));
    const { success, data, error } = workspaceRequests[message.name].safeParse(message.args);
    if (!success) throw fail('bad-arguments', error.message);
    return { ...message, args: data };
  },
};
