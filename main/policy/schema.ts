import { z } from 'zod';
import { policyDefinitions } from './definitions.ts';

/** The JSON schema of a policy file, as text. `assets/policy/schema.json` is this; a test holds the two together. */
export function policySchemaText(): string {
  const properties = Object.entries(policyDefinitions).map(([name, { schema, description, example }]) => {
    const { $schema: _, ...shape } = z.toJSONSchema(schema);
    return [name, { ...shape, description: `${description.de} / ${description.en}`, examples: [example] }] as const;
  });
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Einklang policies',
    description: 'A file in /etc/einklang/policies (*.json). Generated from main/policy/definitions.ts.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
