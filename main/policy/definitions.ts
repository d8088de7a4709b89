import { z } from 'zod';
import type { Language } from '../../preload/contract.ts';
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
} as const;

export type PolicyName = keyof typeof policyDefinitions;
export type PolicyValue<N extends PolicyName> = z.infer<(typeof policyDefinitions)[N]['schema']>;
