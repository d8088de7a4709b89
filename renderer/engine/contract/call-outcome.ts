/** How a call stands or how it went, as this account sees it. */
export type CallOutcome = 'ringing' | 'running' | 'answered' | 'missed' | 'declined' | 'busy' | 'no-answer' | 'cancelled';
