import type { callRequests } from '../../preload/contract/calls.ts';
import type { WorkspaceHandlers } from '../answer.ts';

/** What main does when a window asks something about calls. */
export type CallHandlers = Pick<WorkspaceHandlers, keyof typeof callRequests>;
