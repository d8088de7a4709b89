import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root, runtime } from '../lib/paths.mjs';

/**
 * One compiler configuration and the files that it names.
 * @typedef {{ project: string, parsed: ts.ParsedCommandLine }} World
 */

/** @param {readonly ts.Diagnostic[]} diagnostics */
const told = (diagnostics) =>
  ts.formatDiagnostics(diagnostics, { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => '\n' });

/** @param {string} project path below the root @returns {World} */
export function readWorld(project) {
  const onUnRecoverableConfigFileDiagnostic = (/** @type {ts.Diagnostic} */ diagnostic) => {
    throw new Error(told([diagnostic]));
  };
  const tsBuildInfoFile = join(runtime, 'tsc', `${project.replaceAll('/', '-')}.tsbuildinfo`);
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, project), { incremental: true, tsBuildInfoFile }, { ...ts.sys, onUnRecoverableConfigFileDiagnostic });
  if (!parsed) throw new Error(`${project} cannot be read`);
  return { project, parsed };
}

/**
 * The declarations of libraries and packages, read once for all worlds of this process: nothing in them depends on what
 * tells the worlds apart.
 * @type {Map<string, ts.SourceFile | undefined>}
 */
const declarations = new Map();

/** @param {ts.CompilerOptions} options */
function hostFor(options) {
  const host = ts.createIncrementalCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (file, how, ...rest) => {
    if (!/\.d\.[cm]?ts$/.test(file)) return read(file, how, ...rest);
    const key = JSON.stringify([file, how]);
    if (!declarations.has(key)) declarations.set(key, read(file, how, ...rest));
    return declarations.get(key);
  };
  return host;
}

/** @param {World} world what has not changed since the last time is remembered */
export function openProgram({ parsed: { fileNames, options, errors } }) {
  const host = hostFor(options);
  return ts.createIncrementalProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors, host });
}

/**
 * What the compiler finds in the files that the world names. What those import and another world names is checked there,
 * with the globals that it really has.
 * @param {World} world @param {ReturnType<typeof openProgram>} program @returns {string} empty where all is well
 */
export function typeErrors({ parsed: { fileNames } }, program) {
  const own = new Set(fileNames);
  const files = program.getSourceFiles().filter(({ fileName }) => own.has(fileName));
  const general = [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  const syntactic = files.flatMap((file) => program.getSyntacticDiagnostics(file));
  // Forgets what was remembered of files whose imports have changed.
  while (program.getSemanticDiagnosticsOfNextAffectedFile(undefined, ({ fileName }) => !own.has(fileName)));
  const semantic = files.flatMap((file) => program.getSemanticDiagnostics(file));
  const folder = join(runtime, 'tsc');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  program.emit(); // nothing but what is remembered
  return told(ts.sortAndDeduplicateDiagnostics([...general, ...syntactic, ...semantic]));
}
