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

/** Those of `names` that a file in this world, beside all its others, cannot use. */
function unknownIn(world: string, names: readonly string[]): readonly string[] {
  const file = join(root, world);
  const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config: unknown };
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file), undefined, file);
  const probe = join(dirname(file), 'wall-probe.ts');
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
