import { toFailure } from '../../base/failure.ts';
import type { CallFailureCode } from '../contract.ts';
import type { ConferenceFailure } from './model.ts';

/** Not taken from the contract: its schemas stay out of the page. */
const codes: Readonly<Record<CallFailureCode, true>> = {
  'call-library-missing': true,
  'call-library-broken': true,
  'call-library-too-old': true,
  'call-unreachable': true,
  'call-token-refused': true,
  'call-media-blocked': true,
  'call-no-microphone': true,
  'call-no-camera': true,
  'call-camera-busy': true,
  'call-microphone-busy': true,
  'call-permission': true,
  'call-locked': true,
  'call-wrong-password': true,
  'call-full': true,
  'call-removed': true,
  'call-destroyed': true,
  'call-focus-missing': true,
  'call-internal': true,
};
const isCallCode = (code: string): code is CallFailureCode => Object.hasOwn(codes, code);

/**
 * Whatever was thrown, in the contract's words: main takes no report with others, and would never hear of a call's end.
 * `otherwise`: what it is called that has none.
 */
export function callFailure(error: unknown, otherwise: CallFailureCode = 'call-internal'): ConferenceFailure {
  const { code, detail } = toFailure(error);
  if (!isCallCode(code)) return { code: otherwise, detail: detail === undefined ? code : `${code}: ${detail}` };
  return detail === undefined ? { code } : { code, detail };
}
