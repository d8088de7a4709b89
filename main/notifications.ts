import { Notification } from 'electron';
import type { IncomingCall } from '../preload/contract/calls.ts';
import type { Language } from '../preload/contract.ts';
import { desktopText, filled, withoutMarkup } from './text.ts';

export interface NotificationParts {
  readonly language: () => Language;
  readonly icon: string;
  /** The person wants none, not now or never, or others see the screen. */
  readonly quiet: () => boolean;
}

/** The OS's notifications of calls. None makes a sound: who rings has one of their own. */
export interface Notifications {
  /** Somebody calls; taken back by what it returns, when it rings no longer. */
  ringing(call: IncomingCall, clicked: () => void): () => void;
  roomCall(call: IncomingCall, clicked: () => void): void;
  missed(call: IncomingCall, clicked: () => void): void;
  /** The conference server's library tried what it may not: told in quiet hours too. */
  refused(): void;
}

export function createNotifications({ language, icon, quiet }: NotificationParts): Notifications {
  /** Kept until they go: a notification that is collected hears no click. */
  const shown = new Set<Notification>();

  const show = (title: string, body: string, clicked: () => void, urgent = false): (() => void) => {
    if ((quiet() && !urgent) || !Notification.isSupported()) return () => undefined;
    const notification = new Notification({ title, body: withoutMarkup(body), icon, silent: true });
    const gone = (): void => void shown.delete(notification);
    notification.on('click', () => {
      gone();
      clicked();
    });
    notification.on('close', gone);
    notification.on('failed', gone);
    shown.add(notification);
    notification.show();
    return () => {
      gone();
      notification.close();
    };
  };

  const text = () => desktopText(language()).notifications;
  return {
    ringing: ({ media, caller }, clicked) => show(text()[media], caller.name, clicked),
    roomCall: ({ title, caller }, clicked) => {
      const { roomCall, roomCallBy } = text();
      show(filled(roomCall, { title }), filled(roomCallBy, { name: caller.name }), clicked);
    },
    missed: ({ caller }, clicked) => void show(text().missed, caller.name, clicked),
    refused: () => void show(text().refused, text().refusedText, () => undefined, true),
  };
}
