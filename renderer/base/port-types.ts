import type { TopicState } from './wire.ts';
import type { Keyed } from './keyed-list.ts';

/** A contract as types: what can be asked and what can be followed. */
export interface PortContract {
  readonly requests: { readonly [name: string]: { readonly args: unknown; readonly result: unknown } };
  readonly topics: { readonly [name: string]: { readonly params: unknown; readonly head: unknown; readonly item: Keyed } };
}

export type RequestName<C extends PortContract> = keyof C['requests'] & string;
export type TopicName<C extends PortContract> = keyof C['topics'] & string;
export type StateOf<C extends PortContract, K extends TopicName<C>> = TopicState<
  C['topics'][K]['head'],
  C['topics'][K]['item']
>;

/** Anything that checks unknown data and returns it typed, or throws (a zod schema is one). */
export interface Parser<T = unknown> {
  parse(data: unknown): T;
}
