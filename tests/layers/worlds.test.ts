import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';

/** For each world what its compiler must not know, and one thing that it does: the control. */
const walls = {
  'renderer/base/tsconfig.json': { unknown: ['document', 'process', 'self', 'console'], known: 'Promise' },
  'main/tsconfig.json': { unknown: ['document', 'window', 'importScripts'], known: 'process' },
  'main/tsconfig.electron-33.json': { unknown: ['document', 'window', 'importScripts'], known: 'process' },
  'preload/tsconfig.json': { unknown: ['importScripts'], known: 'window' },
  'renderer/engine/tsconfig.json': { unknown: ['document', 'window', 'process', 'require', 'Buffer', 'localStorage'], known: 'importScripts' },
  'renderer/engine/tsconfig.page.json': { unknown: ['process', 'require', 'importScripts'], known: 'document' },
  'renderer/ui/tsconfig.json': { unknown: ['process', 'require', 'Buffer', 'importScripts'], known: 'document' },
  'renderer/workspace/tsconfig.json': { unknown: ['process', 'require', 'Buffer', 'importScripts'], known: 'document' },
  'renderer/call/tsconfig.json': { unknown: ['process', 'require', 'Buffer', 'importScripts'], known: 'document' },
  'renderer/ring/tsconfig.json': { unknown: ['process', 'require', 'Buffer', 'importScripts'], known: 'document' },
} as const;

function readWorld(world: string): ts.ParsedCommandLine {
  const file = join(root, world);
  const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(file), undefined, file);
}

/** Those of `names` that a file in this world, beside all its others, cannot use. */
function unknownIn(world: string, names: readonly string[]): readonly string[] {
  const { options, fileNames } = readWorld(world);
  const probe = join(root, dirname(world), 'wall-probe.ts');
  const source = ts.createSourceFile(probe, `export {};\n${names.join(';\n')};\n`, ts.ScriptTarget.ES2023, true);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, version) => (name === probe ? source : getSourceFile(name, version));
  host.fileExists = (name) => name === probe || fileExists(name);
  const diagnostics = ts.createProgram([...fileNames, probe], options, host).getSemanticDiagnostics(source);
  return diagnostics.map(({ start = 0, length = 0 }) => source.text.slice(start, start + length));
}

describe('what a world\'s compiler knows', () => {
  it.each(Object.entries(walls))('%s', (world, { unknown, known }) => {
    expect(unknownIn(world, [...unknown, known])).toEqual(unknown);
  });
});

/** Each file is checked in the worlds that name it alone: what several are made of has to be the ground's. */
describe('what a world takes from others', () => {
  const ground = new Set(readWorld('renderer/base/tsconfig.json').fileNames);
  it.each(['main', 'preload', 'renderer/engine', 'renderer/workspace', 'renderer/ring', 'renderer/call'])('is the ground’s or the UI kit’s: %s', (world) => {
    const { options, fileNames } = readWorld(`${world}/tsconfig.json`);
    const own = new Set(fileNames);
    const taken = ts
      .createProgram(fileNames, { ...options, skipLibCheck: true })
      .getSourceFiles()
      .map(({ fileName }) => fileName)
      .filter((name) => name.startsWith(root) && !/node_modules|\.json$|\/renderer\/ui\//.test(name) && !own.has(name));
    expect(taken).not.toHaveLength(0);
    expect(taken.filter((name) => !ground.has(name))).toEqual([]);
  });
});
