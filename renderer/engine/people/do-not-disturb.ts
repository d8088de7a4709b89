import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { TopicSink } from '../../base/port-server.ts';
import type { TopicState } from '../../base/wire.ts';
import type { OwnPresenceHead } from '../contract.ts';
import type { ChatStore, QueueStore } from '../store/api.ts';
import { isQuietText, quietText, readStatus } from './status-marker.ts';

interface Sources {
  readonly chat: Pick<ChatStore, 'listen' | 'presence'>;
  readonly queue: Pick<QueueStore, 'setting' | 'putSetting'>;
  /** Changes what the person wrote as their status. */
  readonly write: (edit: (text: string) => string) => Promise<void>;
  readonly own: string;
}

export interface DoNotDisturb {
  set(on: boolean): Promise<void>;
  /** Topic `ownPresence`. */
  readonly follow: (params: object, sink: TopicSink<TopicState<OwnPresenceHead>>) => Unsubscribe;
  readonly stop: Unsubscribe;
}

const key = 'presence.do-not-disturb';

/**
 * Whether the person wants to be left alone. It stands in the own status, so that every device and everybody else hears
 * of it; kept here as well, since a server may have no presence at all. What another device changes is seen when the
 * own status changes: one that says the same as before says nothing.
 */
export function createDoNotDisturb({ chat, queue, write, own }: Sources): DoNotDisturb {
  const changes = createEmitter<undefined>();
  const isOn = (): boolean => queue.setting(key) === true;
  const told = (): boolean => isQuietText(readStatus(chat.presence([own])[0]?.statusText).text);
  const keep = (on: boolean): void => {
    if (on === isOn()) return;
    queue.putSetting(key, on ? true : undefined);
    changes.emit(undefined);
  };
  let last = told();
  const stop = chat.listen(({ presence }) => {
    if (!presence.has(own)) return;
    const now = told();
    if (now !== last) keep(now);
    last = now;
  });
  return {
    set: async (on) => {
      await write((text) => quietText(on, text));
      keep(on);
    },
    follow: (_params, sink) => {
      const publish = (): void => sink.publish({ head: { doNotDisturb: isOn() }, items: [] });
      publish();
      return changes.listen(publish);
    },
    stop,
  };
}
