import type { Failure } from '../../../base/failure.ts';

/** Where on the form a failure stands: at what the person can change about it, else above the button. */
export type FailurePlace = 'server' | 'user' | 'password' | 'form';

const places: Readonly<Record<string, FailurePlace>> = {
  'invalid-server-name': 'server',
  'name-not-found': 'server',
  'not-a-matrix-server': 'server',
  'certificate-untrusted': 'server',
  'insecure-address': 'server',
  'redirected-too-often': 'server',
  'server-too-old': 'server',
  'unsupported-flow': 'server',
  'unreachable': 'server',
  'wrong-password': 'password',
  'account-locked': 'user',
  'account-deactivated': 'user',
};

export const placeOf = ({ code }: Failure): FailurePlace => places[code] ?? 'form';
