import type { HeaderList, Usage } from '../core';
import type { PackedRequest } from './packed-bytes';

/** Every way in which an exchange can end. */
export const OUTCOMES = ['answered', 'refused', 'broken', 'client-gone', 'bug'] as const;

/** How an exchange ended; `broken` where a fault ended it. */
export type Outcome = (typeof OUTCOMES)[number];

/** What is noted of an exchange while it runs. */
export interface Notes {
  readonly model?: string | undefined;
  readonly stream?: boolean | undefined;
  /** Name of the fixture that answered. */
  readonly fixture?: string | undefined;
  /** The form that the prompt asks for in words, where the reply was generated. */
  readonly form?: string | undefined;
  /** Fixtures that came near, a sentence each. */
  readonly nearMisses?: readonly string[] | undefined;
  /** Id of the fault that was put in. */
  readonly fault?: string | undefined;
  /** Why the fault was due, in one sentence. */
  readonly why?: string | undefined;
  readonly status?: number | undefined;
  /** Headers of the reply. */
  readonly headers?: HeaderList | undefined;
  /** Kind of the problem, and the rules that were broken. */
  readonly problem?: { readonly kind: string; readonly message: string; readonly rules: readonly string[] } | undefined;
  /** Rules that only warned. */
  readonly warnings?: readonly string[] | undefined;
  /** Tokens of all turns together, before a prompt cache is asked. */
  readonly usage?: Usage | undefined;
  /** The body as it was written, or what makes it again. */
  readonly reply?: KeptReply | undefined;
  /** When each frame of a paced stream left, in Unix milliseconds. */
  readonly frameTimes?: readonly number[] | undefined;
}

/** One thing that a client did and should not have done, told at the exchange that shows it. */
export interface Advice {
  /** `lint/…`. */
  readonly rule: string;
  readonly level: 'warn' | 'error';
  readonly message: string;
  /** Id of the earlier exchange that it is about. */
  readonly about?: number;
}

/** What a prompt cache changes of the usage. */
export type CacheShare = Pick<Usage, 'cacheRead' | 'cacheWrite' | 'cacheWriteLong'>;

/** The bytes of a reply, or what makes them again. */
export type KeptReply = Uint8Array | { copy(): Uint8Array };

/** Where and when an exchange began. */
export interface EntryStart {
  readonly namespace: string;
  readonly provider: string;
  /** Id of the surface or endpoint, undefined for an unknown route. */
  readonly route: string | undefined;
  /** Unix milliseconds. */
  readonly at: number;
}

/** One exchange as the journal keeps it. */
export interface Entry extends EntryStart, Notes {
  /** From 1, counted per namespace. */
  readonly id: number;
  readonly request: PackedRequest;
  readonly cache?: CacheShare | undefined;
  /** Undefined while the exchange runs. */
  readonly outcome?: Outcome | undefined;
  /** Milliseconds from request to last byte. */
  readonly duration?: number | undefined;
  /** Id of the newest entry when this one was closed. */
  readonly until?: number | undefined;
}

/** An entry while it is written: all members are there from the start, so that entries have one shape. */
export class WritableEntry implements Entry {
  readonly namespace: string;
  readonly provider: string;
  readonly route: string | undefined;
  readonly at: number;
  model: string | undefined;
  stream: boolean | undefined;
  fixture: string | undefined;
  form: string | undefined;
  nearMisses: Notes['nearMisses'];
  fault: string | undefined;
  why: string | undefined;
  status: number | undefined;
  headers: HeaderList | undefined;
  problem: Notes['problem'];
  warnings: Notes['warnings'];
  usage: Usage | undefined;
  cache: CacheShare | undefined;
  reply: KeptReply | undefined;
  frameTimes: Notes['frameTimes'];
  outcome: Outcome | undefined;
  duration: number | undefined;
  until: number | undefined;

  constructor(
    /** Given where the journal takes it in. */
    public id: number,
    { namespace, provider, route, at }: EntryStart,
    readonly request: PackedRequest,
  ) {
    this.namespace = namespace;
    this.provider = provider;
    this.route = route;
    this.at = at;
  }
}
