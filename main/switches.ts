/**
 * What Chromium would do unasked: fetch components, report domains, ask for hints, warm up names. Every host that the
 * program contacts is to be one that a person or a policy named.
 */
export const quietSwitches: readonly string[] = [
  'disable-background-networking',
  'disable-breakpad',
  'disable-client-side-phishing-detection',
  'disable-component-update',
  'disable-default-apps',
  'disable-domain-reliability',
  'disable-quic',
  'disable-sync',
  'no-default-browser-check',
  'no-first-run',
  'no-pings',
];

/** Features of Chromium that are switched off for the same reason. */
export const quietFeatures: readonly string[] = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'MediaRouter',
  'OptimizationHints',
  'Prerender2',
  'Translate',
];

/** Switches that would open a released program to whoever starts it; only test runtimes and unpackaged builds take them. */
export const refusedSwitches: readonly string[] = [
  'disable-web-security',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'inspect',
  'inspect-brk',
  'js-flags',
  'no-sandbox',
  'proxy-server',
  'remote-debugging-pipe',
  'remote-debugging-port',
];

/** A list for `--disable-features` that keeps what the command line already says. */
export function joinFeatures(given: string, own: readonly string[]): string {
  return [...new Set([...given.split(',').filter((name) => name !== ''), ...own])].join(',');
}
