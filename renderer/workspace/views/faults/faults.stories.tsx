import { nothing } from '../story-data.ts';
import type { Stories } from '../stories.ts';
import { EngineFaultView, SigningOutView, StartingView, StoreFaultView } from './fault-views.tsx';

const wayOut = { busy: false, retry: nothing, quit: nothing };

export const faultStories: Stories = {
  area: 'faults',
  stories: [
    { name: 'starting', draw: () => <StartingView /> },
    { name: 'signing-out', draw: () => <SigningOutView /> },
    { name: 'engine', draw: () => <EngineFaultView {...wayOut} /> },
    { name: 'engine-restarting', draw: () => <EngineFaultView {...wayOut} busy /> },
    { name: 'store-damaged', draw: () => <StoreFaultView {...wayOut} failure={{ code: 'store-damaged', detail: 'code 11' }} /> },
    { name: 'store-too-new', draw: () => <StoreFaultView {...wayOut} failure={{ code: 'store-too-new' }} />, window: 'narrow' },
    { name: 'store-unknown', draw: () => <StoreFaultView {...wayOut} failure={{ code: 'internal', detail: 'code 26' }} /> },
  ],
};
