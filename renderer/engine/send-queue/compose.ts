import { txnMarker } from './echo.ts';
import type { Composed } from './markdown.ts';

/** The content of an `m.room.message` as it is queued; plain JSON. */
export interface MessageContent {
  readonly msgtype: 'm.text';
  readonly body: string;
  readonly format?: 'org.matrix.custom.html';
  readonly formatted_body?: string;
  readonly 'm.mentions': { readonly user_ids?: readonly string[] };
  readonly [txnMarker]: string;
}

// A Matrix ID that stands free in the text (spec: appendices, user identifiers); never the middle of an e-mail address.
const userIds = /(?<![\w@.+-])@[a-z0-9._=/+-]+:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?/gu;

/**
 * The content for a text that a person typed. `m.mentions` is always there, so that no name in the text is taken for
 * a mention (MSC3952); who is named by the full Matrix ID is mentioned.
 */
export function composeMessage(markdown: (text: string) => Composed, text: string, txnId: string): MessageContent {
  const { body, html } = markdown(text);
  const mentioned = [...new Set(body.match(userIds) ?? [])];
  return {
    msgtype: 'm.text',
    body,
    ...(html === undefined ? {} : { format: 'org.matrix.custom.html', formatted_body: html }),
    'm.mentions': mentioned.length > 0 ? { user_ids: mentioned } : {},
    [txnMarker]: txnId,
  };
}
