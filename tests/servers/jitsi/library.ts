import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jitsiParts } from '../../../scripts/lib/paths.mjs';

/** What the deployment serves as `/libs/lib-jitsi-meet.min.js`. */
export type ServedLibrary =
  | 'deployed'
  /** 404, as after an update that moved it. */
  | 'missing'
  /** Cut off in the middle: a syntax error. */
  | 'broken'
  /** An API that lacks what every build of the last years has. */
  | 'too-old'
  /** The connection stays open without an answer. */
  | 'never'
  /** A script of the test's own, instead of the library or after it. */
  | { readonly script: string }
  | { readonly deployedAnd: string };

const tooOld = `window.JitsiMeetJS = { version: '1', events: {}, errors: {}, init() {}, JitsiConnection: function () {} };`;

/**
 * As a deployment serves it: one file that needs nothing of the page. The build of 2021 wants a global `jquery`, which
 * deployments of its time brought along in the same folder; it is put before it and hidden again.
 */
async function deployedLibrary(): Promise<string> {
  const [jquery, library] = await Promise.all(
    ['jquery.min.js', 'lib-jitsi-meet.min.js'].map((name) => readFile(join(jitsiParts, 'libs', name), 'utf8')),
  );
  return `${jquery}\nwindow.jquery = window.jQuery.noConflict(true);\n${library}\ndelete window.jquery;\n`;
}

/** The script, `undefined` for a 404 and `never` for no answer. */
export async function scriptOf(library: ServedLibrary): Promise<string | undefined> {
  if (typeof library === 'object') {
    return 'script' in library ? library.script : `${await deployedLibrary()}\n${library.deployedAnd}`;
  }
  switch (library) {
    case 'deployed':
      return deployedLibrary();
    case 'broken': {
      const whole = await deployedLibrary();
      return whole.slice(0, whole.length / 2);
    }
    case 'too-old':
      return tooOld;
    case 'missing':
    case 'never':
      return undefined;
  }
}
