/**
 * Types and lint of worlds, one after the other in one process: both ask the same compiler, which has to read and check
 * a world for them once. Started with KINDS and worlds; tells its parent what it has found.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { root, runtime } from '../lib/paths.mjs';
import config from './eslint.config.mjs';
import { openProgram, readWorld, typeErrors } from './world.mjs';
import { compilerWorlds } from './worlds.mjs';

/** @typedef {{ meta: { version: string }, parseForESLint(text: string, options: object): import('eslint').Linter.ESLintParseResult }} TypeScriptParser */
/** @typedef {Partial<Record<'types' | 'lint', string>>} Findings what is wrong; empty where nothing is */

const [kinds = '', ...projects] = process.argv.slice(2);
const worlds = projects.map(readWorld);

const { meta, parseForESLint } = /** @type {TypeScriptParser} */ (/** @type {unknown} */ (tseslint.parser));

/** Files by the first world that names them. @type {Map<string, string>} */
const owners = new Map();
for (const { project, parsed } of compilerWorlds.map(readWorld)) {
  for (const file of parsed.fileNames) if (!owners.has(file)) owners.set(file, project);
}

/** @param {string} name @param {readonly string[]} files @param {() => import('typescript').Program} [program] */
async function lint(name, files, program) {
  if (files.length === 0) return ''; // ESLint would take that for everything
  /** @type {import('eslint').Linter.Parser} */
  const parser = {
    meta: { name: 'world', version: meta.version },
    parseForESLint: (text, options) => parseForESLint(text, { ...options, project: undefined, programs: program && [program()] }),
  };
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: program ? [...config, { files: ['**/*.{ts,tsx}'], languageOptions: { parser } }] : config,
    cache: true,
    cacheStrategy: 'content',
    cacheLocation: join(runtime, 'eslint', `${name.replaceAll('/', '-')}.json`),
    errorOnUnmatchedPattern: false,
    warnIgnored: false,
  });
  const results = await eslint.lintFiles([...files]);
  return (await eslint.loadFormatter('stylish')).format(results);
}

/** What has no types, and source that every world has forgotten. */
async function lintOthers() {
  const names = globSync('**/*.{ts,tsx,js,mjs}', { cwd: root, exclude: ['node_modules', '.runtime', 'dist', 'test-results'] });
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config });
  let forgotten = '';
  for (const name of names.filter((each) => /\.tsx?$/.test(each) && !owners.has(join(root, each)))) {
    if (!(await eslint.isPathIgnored(name))) forgotten += `${name}: no compiler configuration names it\n`;
  }
  return forgotten + (await lint('others', names.filter((name) => !/\.tsx?$/.test(name))));
}

/** @type {Findings} */
const found = {};
for (const world of worlds) {
  /** @type {ReturnType<typeof openProgram> | undefined} */
  let opened; // lint that remembers all of a world needs none
  const program = () => (opened ??= openProgram(world));
  if (kinds.includes('types')) found.types = (found.types ?? '') + typeErrors(world, program());
  const files = world.parsed.fileNames.filter((file) => owners.get(file) === world.project && /(?<!\.d)\.tsx?$/.test(file));
  if (kinds.includes('lint')) found.lint = (found.lint ?? '') + (await lint(world.project, files, () => program().getProgram()));
}
if (kinds.includes('lint') && projects.includes('scripts/tsconfig.json')) found.lint = (found.lint ?? '') + (await lintOthers());
process.send?.(found);
