import { z } from 'zod';
import { quietHoursSchema, type Language } from '../../preload/contract.ts';
import { hostOf } from '../calls/deployment/deployment.ts';
import { parseServer } from '../network/server-address.ts';

/** One thing that an organisation can prescribe. */
export interface PolicyDefinition<T> {
  readonly schema: z.ZodType<T>;
  /** For administrators: what it does, in the schema and the templates. */
  readonly description: Readonly<Record<Language, string>>;
  readonly example: T;
}

const isServer = (text: string): boolean => {
  try {
    return parseServer(text).serverName !== '';
  } catch {
    return false;
  }
};

const host = z.string().trim().min(1).max(255).refine((text) => hostOf(text) !== undefined, 'no host name');
const xmppName = z.string().regex(/^[a-z\d.-]{1,255}$/, 'no host name');

const define = <T>(definition: PolicyDefinition<T>): PolicyDefinition<T> => definition;

/** Every policy there is. Schema, templates, reading and the pages for administrators all come from this table. */
export const policyDefinitions = {
  homeserver: define({
    schema: z.string().trim().min(1).max(255).refine(isServer, 'neither a server name nor an https address'),
    description: {
      de: 'Der Matrix-Server der Organisation: ein Servername (beispiel.de) oder eine https-Adresse. Bei der Anmeldung steht er fest.',
      en: 'The Matrix server of the organisation: a server name (example.org) or an https address. It cannot be changed at sign-in.',
    },
    example: 'example.org',
  }),
  'calls.domain': define({
    schema: host,
    description: {
      de: 'Der Host des Jitsi-Servers, auf dem neue Anrufe stattfinden. Ohne diese Vorgabe gilt der, den der Matrix-Server nennt (io.element.jitsi in /.well-known/matrix/client).',
      en: 'The host of the Jitsi server on which new calls take place. Without this policy it is the one that the Matrix server names (io.element.jitsi in /.well-known/matrix/client).',
    },
    example: 'meet.example.org',
  }),
  'calls.hosts': define({
    schema: z.array(host).max(100),
    description: {
      de: 'Hosts, auf denen man an Anrufen und Besprechungen teilnehmen darf, außer dem von calls.domain. Ohne diese Vorgabe nur der Host, auf dem neue Anrufe stattfinden.',
      en: 'Hosts on which one may take part in calls and meetings, besides that of calls.domain. Without this policy only the host on which new calls take place.',
    },
    example: ['meet.example.org', 'meet.partner.example'],
  }),
  'calls.relays': define({
    schema: z.array(z.string().trim().min(1).max(255)).max(100),
    description: {
      de: 'Hosts von TURN-Servern der Jitsi-Installation unter calls.domain, die nicht unter deren eigenem Namen stehen. Alle anderen gelten in Anrufen als fremd und werden nicht benutzt.',
      en: 'Hosts of TURN servers of the Jitsi installation at calls.domain that do not stand below its own name. All others count as foreign in calls and are not used.',
    },
    example: ['turn.example.org'],
  }),
  'calls.relayOnly': define({
    schema: z.boolean(),
    description: {
      de: 'Ton und Bild gehen nur über die TURN-Server der Jitsi-Installation; nichts geht direkt zu anderen Adressen. Vorgabe: nein.',
      en: 'Sound and picture go through the TURN servers of the Jitsi installation only; nothing goes to other addresses directly. Default: no.',
    },
    example: true,
  }),
  'calls.presence': define({
    schema: z.boolean(),
    description: {
      de: 'Andere sehen, dass jemand telefoniert oder präsentiert. Vorgabe: ja.',
      en: 'Others see that somebody is in a call or presents. Default: yes.',
    },
    example: false,
  }),
  'calls.xmpp': define({
    schema: z.strictObject({
      domain: xmppName.optional(),
      muc: xmppName.optional(),
      focus: xmppName.optional(),
      serviceUrl: z.url({ protocol: /^wss$/ }).max(2_000).optional(),
    }),
    description: {
      de: 'XMPP-Namen der Jitsi-Installation unter calls.domain, wo sie von den üblichen abweichen (conference.<Host>, focus.<Host>, wss://<Host>/xmpp-websocket).',
      en: 'XMPP names of the Jitsi installation at calls.domain where they are not the usual ones (conference.<host>, focus.<host>, wss://<host>/xmpp-websocket).',
    },
    example: { domain: 'meet.jitsi', muc: 'muc.meet.jitsi' },
  }),
  'notifications.show': define({
    schema: z.boolean(),
    description: {
      de: 'Hinweise des Betriebssystems auf Anrufe. Ohne diese Vorgabe bestimmt die Person selbst.',
      en: 'Notifications of the operating system about calls. Without this policy the person decides.',
    },
    example: true,
  }),
  'notifications.ringTone': define({
    schema: z.boolean(),
    description: {
      de: 'Anrufe klingeln hörbar; ohne Klingelton kommt nur das Fenster. Ohne diese Vorgabe bestimmt die Person selbst.',
      en: 'Calls ring aloud; without the ring tone only the window comes. Without this policy the person decides.',
    },
    example: true,
  }),
  'notifications.quietHours': define({
    schema: quietHoursSchema,
    description: {
      de: 'Die Ruhezeit, nach der Uhr des Geräts und auch über Mitternacht: Dann klingelt nichts, und kein Hinweis erscheint. Ohne diese Vorgabe bestimmt die Person selbst.',
      en: "The quiet hours, by the machine's clock and across midnight too: nothing rings then, and no notification appears. Without this policy the person decides.",
    },
    example: { on: true, from: '18:00', to: '07:00' },
  }),
} as const;

export type PolicyName = keyof typeof policyDefinitions;
export type PolicyValue<N extends PolicyName> = z.infer<(typeof policyDefinitions)[N]['schema']>;
