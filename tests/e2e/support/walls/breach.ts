import { desktopCapturer, session } from 'electron';
import type { Wall } from '../../../../main/walls/wall.ts';

/** Where leaving a wall out is not enough because Electron's own default stands in its place: what takes that down too. */
const opened: Readonly<Record<string, Omit<Wall, 'name'>>> = {
  sandbox: { preferences: { sandbox: false } },
  'context-isolation': { preferences: { contextIsolation: false } },
  'no-node': { preferences: { nodeIntegration: true, nodeIntegrationInWorker: true, nodeIntegrationInSubFrames: true } },
  'web-views': { preferences: { webviewTag: true } },
  'spell-check': {
    preferences: { spellcheck: true },
    session: (each) => {
      each.setSpellCheckerEnabled(true);
      each.setSpellCheckerLanguages(['en-US']);
    },
  },
  // Without a handler there is no `getDisplayMedia` at all.
  permissions: {
    session: (each) =>
      each.setDisplayMediaRequestHandler((_request, callback) => {
        void desktopCapturer.getSources({ types: ['screen'] }).then(([video]) => callback(video ? { video } : {}));
      }),
  },
  // What runs in no role's session is refused beside the list of walls.
  requests: { session: () => session.defaultSession.webRequest.onBeforeRequest(null) },
};

/** The same list with some walls down. */
export const breach = (walls: readonly Wall[], down: readonly string[]): readonly Wall[] => {
  const unknown = down.filter((name) => !walls.some((wall) => wall.name === name));
  if (unknown.length > 0) throw new Error(`No such wall: ${unknown.join(', ')}`);
  return walls.flatMap((wall) => {
    if (!down.includes(wall.name)) return [wall];
    const instead = opened[wall.name];
    return instead ? [{ name: wall.name, ...instead }] : [];
  });
};
