import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';
import rules from './rules.mjs';

const fixtures = join(root, 'tests/layers/fixtures');
const ruleNames = (rules.forbidden ?? []).map(({ name }) => name ?? '').sort();

/** The rules that a tree breaks, each once, in the order of the alphabet. */
async function broken(tree: string): Promise<readonly string[]> {
  const present = readdirSync(tree).filter((name) => ['main', 'preload', 'renderer'].includes(name));
  const { forbidden, options } = rules;
  const config = { ...options, ruleSet: { forbidden: forbidden ?? [] }, validate: true, baseDir: tree };
  const { output } = await cruise(present, config, options?.enhancedResolveOptions);
  const violations = (output as ICruiseResult).summary.violations;
  return [...new Set(violations.map(({ rule }) => rule.name))].sort();
}

/** The program itself is checked by `npm run layers`; here it is shown that each rule can fail. */
describe('who may import what', () => {
  it('has one fixture for each rule, and no other', () => {
    expect(readdirSync(fixtures).sort()).toEqual(ruleNames);
  });

  it.each(ruleNames)('%s', async (name) => {
    expect(await broken(join(fixtures, name))).toEqual([name]);
  });
});
