/** The part of @xmpp/component 0.13 that the focus uses; the package has no types of its own. */
declare module '@xmpp/component' {
  export interface Element {
    readonly name: string;
    readonly attrs: Readonly<Record<string, string | undefined>>;
    is(name: string, xmlns?: string): boolean;
    getChild(name: string, xmlns?: string): Element | undefined;
    getChildren(name: string, xmlns?: string): Element[];
    getText(): string;
    toString(): string;
  }

  type Child = Element | string | undefined;

  /** The second argument is attributes, or the name space. */
  export function xml(name: string, attrs?: Readonly<Record<string, string | undefined>> | string, ...children: readonly Child[]): Element;

  export interface Jid {
    readonly resource: string;
    bare(): Jid;
    toString(): string;
  }

  export interface Query {
    readonly element: Element;
    readonly from: Jid;
  }

  export interface Component {
    readonly reconnect: { delay: number };
    readonly iqCaller: { request(stanza: Element, timeoutMs?: number): Promise<Element> };
    /** A handler's element is the answer; `true` is an empty result, an `<error/>` a refusal. */
    readonly iqCallee: { set(xmlns: string, name: string, handler: (query: Query) => Promise<Element | true> | Element | true): void };
    on(event: 'stanza', listener: (stanza: Element) => void): void;
    on(event: 'online' | 'disconnect', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    send(stanza: Element): Promise<void>;
    start(): Promise<Jid>;
    stop(): Promise<void>;
  }

  /** An external component (XEP-0114) that connects anew by itself. */
  export function component(options: { readonly service: string; readonly domain: string; readonly password: string }): Component;
}
