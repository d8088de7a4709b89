import type { WebSocket } from 'ws';
import type { Source } from './contract.ts';

type Json = Readonly<Record<string, unknown>>;

/** The bridge's end of an endpoint's channel: JSON messages that name themselves by `colibriClass`. */
export interface Channel {
  /** Somebody else's message. */
  pass(from: string, content: Json): void;
  forwarded(sources: readonly Source[]): void;
  dominantSpeaker(endpoint: string, previous: readonly string[]): void;
  close(): void;
}

export interface ChannelEvents {
  /** To everybody else, or to one. */
  message(content: Json, to: string | undefined): void;
  /** What the endpoint wishes to see. This bridge forwards everything all the same. */
  constraints(): void;
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

export function openChannel(socket: WebSocket, events: ChannelEvents): Channel {
  const send = (colibriClass: string, content: Json): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ ...content, colibriClass }));
  };
  const greet = (): void => send('ServerHello', { version: 'einklang-test-bridge' });

  socket.on('message', (data: Buffer) => {
    const message = parse(data.toString());
    switch (message?.['colibriClass']) {
      case 'ClientHello':
        return greet();
      case 'EndpointMessage': {
        const to = message['to'];
        return events.message(message, typeof to === 'string' && to !== '' ? to : undefined);
      }
      case 'EndpointStats':
        return events.message(message, undefined);
      case 'ReceiverVideoConstraints':
        return events.constraints();
      default: // what clients of other ages say besides
    }
  });
  greet();

  return {
    pass: (from, content) => send(String(content['colibriClass']), { ...content, from }),
    forwarded(sources) {
      const names = sources.flatMap(({ media, name }) => (media === 'video' && name !== undefined ? [name] : []));
      send('ForwardedSources', { forwardedSources: names });
    },
    dominantSpeaker: (endpoint, previousSpeakers) =>
      send('DominantSpeakerEndpointChangeEvent', { dominantSpeakerEndpoint: endpoint, previousSpeakers, silence: false }),
    close: () => socket.close(1000),
  };
}
