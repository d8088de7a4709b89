import { refusalPath } from '../windows/call/place.ts';
import type { Place, Wall } from './wall.ts';

type Policy = Readonly<Record<string, string>>;

const common: Policy = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

const workspace: Policy = {
  ...common,
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' blob:",
  'media-src': "'self' blob:",
  'connect-src': "'none'",
};

/** The hidden page has one thing to do: to start its worker. */
const enginePage: Policy = { ...common, 'script-src': "'self'", 'worker-src': "'self'", 'connect-src': "'none'" };

/**
 * A worker goes by the policy of its own script, so every file of the engine but the page carries this one. Which
 * host it is that may be reached changes with the account: the request filter knows it. Crypto and database are wasm.
 */
const engineWorker: Policy = {
  ...common,
  'script-src': "'self' 'wasm-unsafe-eval'",
  'connect-src': "'self' https: http://localhost:* http://127.0.0.1:*",
};

/** The library comes from the deployment, which is the page's own origin, and so does all that it asks for. */
const call = (sockets: readonly string[]): Policy => ({
  ...common,
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' blob:",
  'media-src': "'self' blob:",
  'worker-src': 'blob:',
  'report-uri': refusalPath,
  'connect-src': ["'self'", ...sockets.map((host) => `wss://${host}`)].join(' '),
});

function policyOf({ role, sockets }: Place, document: boolean): Policy {
  switch (role) {
    case 'workspace':
    case 'ring':
      return workspace;
    case 'call':
      return call(sockets);
    case 'engine':
      return document ? enginePage : engineWorker;
  }
}

export const contentSecurityPolicy = (place: Place, document: boolean): string =>
  Object.entries(policyOf(place, document))
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

export const contentSecurity: Wall = {
  name: 'content-security-policy',
  headers: (place, document) => ({ 'Content-Security-Policy': contentSecurityPolicy(place, document) }),
};
