import keytar from '@github/keytar';
import { callKeychain } from './keychain-call.ts';
import type { AnswerMessage, CallMessage } from './messages.ts';

// The utility process: one call after the other, as they come.
process.parentPort.on('message', ({ data }: { readonly data: CallMessage }) => {
  void callKeychain(keytar, data.call).then((answer) => {
    const message: AnswerMessage = { id: data.id, answer };
    process.parentPort.postMessage(message);
  });
});
