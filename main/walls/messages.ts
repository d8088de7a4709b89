import { fail } from '../../renderer/base/failure.ts';
import { requestTables } from '../../preload/contract.ts';
import type { PageRole, Wall } from './wall.ts';

/** The page of a call stands at its deployment's origin, all others at their own of `app:`. */
const isAtHome = (role: PageRole, origin: string | undefined): boolean =>
  role === 'call' ? origin?.startsWith('https://') === true : origin === `app://${role}`;

/** Only the main frame of a page that main made, at the origin of its role. */
export const senders: Wall = {
  name: 'senders',
  message: (message) => {
    const { role, mainFrame, origin } = message;
    if (role === undefined || !mainFrame || !isAtHome(role, origin)) {
      throw fail(
        'sender-refused',
        `${role ?? 'unknown'} ${mainFrame ? 'main' : 'sub'} frame at ${origin ?? 'no origin'}`,
      );
    }
    return message;
  },
};

/** Names of Object.prototype are neither roles nor requests. */
function schemaOf(role: PageRole | undefined, name: unknown) {
  const tables: Readonly<Record<string, (typeof requestTables)[keyof typeof requestTables]>> = requestTables;
  const table = role !== undefined && Object.hasOwn(tables, role) ? tables[role] : undefined;
  return table && typeof name === 'string' && Object.hasOwn(table, name) ? table[name as keyof typeof table] : undefined;
}

/** Only requests that the contract names for the sender's role, with arguments of their shape. */
export const schemas: Wall = {
  name: 'schemas',
  message: (message) => {
    if (message.kind === 'hello') return message;
    const schema = schemaOf(message.role, message.name);
    if (!schema) throw fail('unknown-name', String(message.name));
    const { success, data, error } = schema.safeParse(message.args);
    if (!success) throw fail('bad-arguments', error.message);
    return { ...message, args: data };
  },
};
