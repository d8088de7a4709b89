/** The compiler configurations, one per world: which globals a file may use is decided by the first that includes it. */
export const compilerWorlds = [
  'renderer/base/tsconfig.json',
  'main/tsconfig.json',
  'preload/tsconfig.json',
  'renderer/engine/tsconfig.json',
  'renderer/engine/tsconfig.page.json',
  'renderer/ui/tsconfig.json',
  'renderer/workspace/tsconfig.json',
  'renderer/ring/tsconfig.json',
  'renderer/call/tsconfig.json',
  'tests/tsconfig.json',
  'tests/tsconfig.engine.json',
  'scripts/tsconfig.json',
];

/** The same source against the oldest Electron that it has to run on. */
export const oldElectronWorlds = ['main/tsconfig.electron-33.json', 'preload/tsconfig.electron-33.json'];
