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

type Parsed<P extends Parser> = ReturnType<P['parse']>;
type Parsers = Readonly<Record<string, Parser>>;

/** A contract from the tables that check it at the port, and from what comes back: results, and the states of topics. */
export interface ContractOf<
  Requests extends Parsers,
  Results extends { readonly [K in keyof Requests]: unknown },
  Topics extends Parsers,
  States extends { readonly [K in keyof Topics]: { readonly head: unknown; readonly item: Keyed } },
> {
  readonly requests: { readonly [K in keyof Requests]: { readonly args: Parsed<Requests[K]>; readonly result: Results[K] } };
  readonly topics: {
    readonly [K in keyof Topics]: {
      readonly params: Parsed<Topics[K]>;
      readonly head: States[K]['head'];
      readonly item: States[K]['item'];
    };
  };
}
