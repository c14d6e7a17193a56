import type { Endpoint } from './endpoint';
import type { LimitStatus } from './limits';
import type { Problem, WireError } from './problem';
import type { Ids } from './random';
import type { HeaderList, Reply, WireRequest } from './reply';
import type { SocketSurface } from './socket';
import type { Surface } from './surface';

/** What a provider knows of the exchange when it speaks. */
export interface ResponseInfo {
  readonly request: WireRequest;
  readonly ids: Ids;
  /** Milliseconds since the request came. */
  readonly elapsedMs: number;
  /** The model of the request once it is known. */
  readonly model: string | undefined;
  /** Id of the endpoint or surface that was asked, if any was found. */
  readonly route: string | undefined;
  /** Do replies bear the headers that the vendor's own edge adds? */
  readonly hasEdge: boolean;
}

/** A check made before the body is looked at; it throws a ProblemError. */
export interface Precheck {
  readonly id: string;
  check(request: WireRequest, gate: AccessRules): void;
}

/** What prechecks know: accepted keys, and what the route takes. */
export interface AccessRules {
  /** Undefined lets any non-empty key in. */
  readonly keys: ReadonlySet<string> | undefined;
  readonly route: string | undefined;
  /** The content type of the body that the route takes. */
  readonly takes: 'application/json' | 'multipart/form-data';
}

/** True for an accepted key, also where a namespace follows its last `@`. */
export const isKeyAccepted = (key: string, { keys }: AccessRules): boolean =>
  keys === undefined || keys.has(key) || (key.includes('@') && keys.has(key.slice(0, key.lastIndexOf('@'))));

/** One provider: its surfaces, its doorkeeping and its voice. */
export interface Provider {
  readonly id: string;
  /** Path prefixes under which its routes are served; later ones are tried after earlier ones. */
  readonly mounts: readonly Mount[];
  readonly surfaces: readonly Surface[];
  readonly endpoints: readonly Endpoint[];
  /** Surfaces that are also spoken over WebSockets; absent: none. */
  readonly sockets?: readonly SocketSurface[];
  /** Most bytes of a request body. */
  readonly bodyLimit: number;
  readonly prechecks: readonly Precheck[];
  /** The key that a request shows, or undefined. */
  credential(request: WireRequest): string | undefined;
  /** Parses a body's text (undefined: not UTF-8) or throws `invalid-json` with the facts that the provider quotes. */
  parse(text: string | undefined, route: string | undefined): unknown;
  formatError(problem: Problem, voice: ResponseInfo): WireError;
  /** The envelope of a refusal, formatted as the provider formats it. */
  errorReply(problem: WireError, voice: ResponseInfo): Reply;
  /** What a reply of a route tells of the limits of its key; `refusal` where it is one. */
  limitHeaders(standing: LimitStatus, route: string | undefined, refusal?: Problem): HeaderList;
  /** Headers of an answer. */
  headers(voice: ResponseInfo, kind: 'json' | 'stream'): HeaderList;
  /** Answer of a CORS preflight, and what every answer to a browser carries. */
  readonly cors: { readonly preflight: Reply; readonly answer: HeaderList };
}

/** A prefix, and the routes that only exist below it when `only` says so. */
export interface Mount {
  readonly prefix: string;
  /** Path beginnings (below the prefix) that this mount takes; undefined takes all. */
  readonly only?: readonly string[];
  /** Header that must be there for this mount to take a request that another provider also serves. */
  readonly header?: string;
}
