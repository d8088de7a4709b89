import keytar from '@github/keytar';
import { callKeychain } from '../../../main/credentials/keychain-call.ts';

// The same as main/credentials/worker.ts, under plain Node.
process.on('message', ({ id, call }) => {
  void callKeychain(keytar, call).then((answer) => process.send?.({ id, answer }));
});
