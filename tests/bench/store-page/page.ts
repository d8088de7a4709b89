import { offerCalls } from '../../integration/support/worker-calls.ts';

offerCalls(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
