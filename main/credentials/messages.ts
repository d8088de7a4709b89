/*
 * Between main and the utility process that holds keytar. A call may take as long as a person takes to unlock a
 * keychain, so it is never made in a process that something else waits for.
 */

export type CredentialCall =
  | { readonly op: 'read'; readonly service: string; readonly account: string }
  | { readonly op: 'write'; readonly service: string; readonly account: string; readonly value: string }
  | { readonly op: 'remove'; readonly service: string; readonly account: string };

/**
 * `missing`: no keychain answers on this machine. `refused`: one is there and did not do it (a person declined, or it
 * is locked and nobody was asked).
 */
export type CredentialAnswer =
  | { readonly state: 'done'; readonly value: string | undefined }
  | { readonly state: 'missing' | 'refused'; readonly detail: string };

export interface CallMessage {
  readonly id: number;
  readonly call: CredentialCall;
}

export interface AnswerMessage {
  readonly id: number;
  readonly answer: CredentialAnswer;
}
