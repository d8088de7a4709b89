import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';
import { buildBreachable } from '../support/walls/build.ts';

const scripts = async (folder: string): Promise<string> => {
  const names = await readdir(folder, { recursive: true });
  return (await Promise.all(names.filter((name) => /\.(c|m)?js$/.test(name)).map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
};

/** Names of environment variables that the code reads; `?` where it reads by no name and not to pass all of them on. */
const variablesIn = (code: string): readonly string[] =>
  [...new Set([...code.matchAll(/(?<!\.\.\.)process\$?\d*\.env\b(?:\.(\w+)|\[["'](\w+)["']\])?/g)].map(([, one, other]) => one ?? other ?? '?'))];

/** What the tests' own builds can do, the program must not be able to, whoever asks it. */
describe('the built program', () => {
  it('knows no way to take a wall down', async () => {
    const main = await scripts(join(root, 'dist/main'));
    const ours = /EINKLANG_(WALLS_DOWN|DIST)|No such wall|breach/;
    expect(main).not.toMatch(ours);
    expect(await readFile(await buildBreachable(), 'utf8')).toMatch(ours);
    expect(main).toMatch(/startDesktop\(\{\s*dist: [^}]*walls: createWalls\s*\}\)/);
  });

  it('reads nothing from the environment that could change what it is', async () => {
    const main = await scripts(join(root, 'dist/main'));
    // Where policies lie, for tests; a packaged program does not look at it (main/policy/sources.ts).
    expect(variablesIn(main)).toEqual(['EINKLANG_POLICY_DIR']);
    expect(variablesIn(await readFile(await buildBreachable(), 'utf8'))).toContain('?');
  });

  it('opens its databases with a key and no other way', async () => {
    const engine = await scripts(join(root, 'dist/renderer/engine'));
    const opened = [...engine.matchAll(/openDatabase\((?:await )?\w+, (\{[^}]*\})\)/g)].map(([, options]) => options);
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatch(/\bkey,\s/);
    expect(opened[0]).not.toMatch(/key:|undefined/);
  });
});
