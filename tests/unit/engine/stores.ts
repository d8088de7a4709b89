import type { ChatStore, QueueStore } from '../../../renderer/engine/store/api.ts';
import { prepareChat } from '../../../renderer/engine/store/chat/prepare.ts';
import { createChatStore } from '../../../renderer/engine/store/chat/store.ts';
import { prepareQueue } from '../../../renderer/engine/store/queue/schema.ts';
import { createQueueStore } from '../../../renderer/engine/store/queue/store.ts';
import { openDatabase, type Database } from '../../../renderer/engine/store/sqlite/database.ts';
import type { SqliteModule } from '../../../renderer/engine/store/sqlite/module.ts';
import { createMemoryFiles, loadModule, type MemoryFiles } from './store/support.ts';

let loading: Promise<SqliteModule> | undefined;

/**
 * The engine's real databases in memory, for tests of what stands on them: one module for all openings of a test file
 * and no cipher, so that a hundred openings take seconds. What a crash leaves is `files`, copied.
 */
export async function openStoresFast(files: MemoryFiles = createMemoryFiles()): Promise<{
  readonly queue: QueueStore;
  readonly files: MemoryFiles;
  readonly chat: () => ChatStore;
}> {
  const module = await (loading ??= loadModule());
  const open = (name: string, held: MemoryFiles): Database => openDatabase(module, { name, files: held, key: undefined, cacheKiB: 2_000 });
  const database = open('queue', files);
  prepareQueue(database);
  return {
    queue: createQueueStore(database),
    files,
    chat: () => {
      const chat = open('chat', createMemoryFiles());
      prepareChat(chat);
      return createChatStore(chat);
    },
  };
}
