/** A new transaction ID: it belongs to one command for life, however often that is given. */
export type NewTxnId = () => string;

export const newTxnId: NewTxnId = () => crypto.randomUUID();
