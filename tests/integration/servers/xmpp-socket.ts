import { readFile } from 'node:fs/promises';
import { WebSocket } from 'ws';
import type { Jitsi } from '../../servers/jitsi/jitsi.ts';

/** XMPP over a WebSocket (RFC 7395) as bare text, through the deployment's web server. */
export interface XmppSocket {
  /** Sends, and resolves with the first stanza from now on that matches. */
  ask(text: string, answer: RegExp): Promise<string>;
  close(): void;
}

/** @throws Error `Unexpected server response: 403` and the like, where the deployment does not take the connection */
export async function openXmppSocket(jitsi: Jitsi, query: Readonly<Record<string, string>>, origin = jitsi.url): Promise<XmppSocket> {
  const ca = await readFile(jitsi.authority.caFile, 'utf8');
  const url = `wss://${jitsi.host}:${jitsi.port}/xmpp-websocket?${new URLSearchParams(query).toString()}`;
  const socket = new WebSocket(url, 'xmpp', { origin, ca, lookup: (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) });
  const waiting = new Set<{ readonly answer: RegExp; readonly resolve: (text: string) => void }>();
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    for (const entry of waiting) {
      if (!entry.answer.test(text)) continue;
      waiting.delete(entry);
      entry.resolve(text);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    ask: (text, answer) =>
      new Promise((resolve) => {
        waiting.add({ answer, resolve });
        socket.send(text);
      }),
    close: () => socket.terminate(),
  };
}

const opening = (host: string): string => `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${host}" version="1.0"/>`;

/** Signs in as clients of Jitsi do. Resolves with what the server said: `<success …>` or `<failure …>`. */
export async function authenticate(socket: XmppSocket, host: string): Promise<string> {
  await socket.ask(opening(host), /mechanisms/);
  return socket.ask('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>', /<(success|failure)/);
}

/** After `authenticate`: takes an address. Resolves with the full JID. */
export async function bind(socket: XmppSocket, host: string): Promise<string> {
  await socket.ask(opening(host), /features/);
  const bound = await socket.ask('<iq type="set" id="bind" xmlns="jabber:client"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>', /id=['"]bind/);
  return /<jid>([^<]*)/.exec(bound)?.[1] ?? '';
}
