import { net, type Session } from 'electron';
import { NetError, netErrorName } from './net-errors.ts';

export interface RequestLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export interface Answer {
  readonly status: number;
  /** Where the server sends one to, as an absolute address; redirects are never followed here. */
  readonly redirect: string | undefined;
  readonly text: string;
}

/** Asks one address once; throws a NetError where no whole answer came. The edge that tests replace. */
export type Ask = (address: string, limits: RequestLimits) => Promise<Answer>;

/** GET without cookies, credentials or cache, by the rules (proxy, certificates) of the session. */
export const createAsk =
  (session: Session): Ask =>
  (address, { timeoutMs, maxBytes }) =>
    new Promise((resolve, reject) => {
      const request = net.request({
        url: address,
        session,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        finish();
        request.abort();
      };
      const give = (reason: string): void => end(() => reject(new NetError(reason)));
      const timer = setTimeout(() => give('ERR_TIMED_OUT'), timeoutMs);
      request.on('redirect', (status, _method, redirect) => end(() => resolve({ status, redirect, text: '' })));
      request.on('error', (error) => give(netErrorName(error.message)));
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk) => {
          size += chunk.length;
          if (size > maxBytes) give('ERR_RESPONSE_TOO_LARGE');
          else chunks.push(chunk);
        });
        response.on('error', () => give('ERR_CONTENT_LENGTH_MISMATCH'));
        response.on('aborted', () => give('ERR_CONNECTION_CLOSED'));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          end(() => resolve({ status: response.statusCode, redirect: undefined, text }));
        });
      });
      request.end();
    });
