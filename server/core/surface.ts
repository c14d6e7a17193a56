import type { CachePlan } from './cache-plan';
import type { CompiledChecks } from './checked';
import type { Endpoint } from './endpoint';
import type { LimitStatus } from './limits';
import type { ParsedReply } from './parsed-reply';
import type { Issue, Problem } from './problem';
import type { Profile } from './profile';
import type { Prompt, PromptSize } from './prompt';
import type { Ids, Noise } from './random';
import type { Frame, HeaderList, Reply, WireRequest } from './reply';
import type { SocketSurface } from './socket';
import type { LoadedObjects, NewObject, ObjectKey, ObjectQuery } from './stored';
import type { Turn } from './turn';

/** Method and path below a mount; `:name` captures one segment. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
}

/** What the imitated service changes of the house's own rules. */
export interface ServiceRules {
  /** `error`, `warn` or `off` for a rule id such as `chat/unknown-key`; undefined leaves the rule's own level. */
  level(rule: string): Level | undefined;
  /** Keys that a surface takes and ignores. */
  ignored(surface: string): readonly string[];
  /** Numbers that the service holds in a narrower range. */
  ranges(surface: string): readonly NumberBounds[];
}

/** How loudly a broken rule speaks. */
export type Level = 'error' | 'warn' | 'off';

/** Bounds of one top-level number; `above` and `below` exclude the bound itself. */
export interface NumberBounds {
  readonly key: string;
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly below?: number;
}

/** What the checks of one request may ask. */
export interface CheckContext {
  readonly service: ServiceRules;
  /** Names in lower case; a house may unlock parameters by header. */
  readonly headers: WireRequest['headers'];
  /** Undefined as long as the model is not known. */
  readonly profile: Profile | undefined;
  /** Undefined as long as the prompt is not counted. */
  readonly size?: PromptSize;
  /** What the request names of stored objects; absent where it names none. */
  readonly loaded?: LoadedObjects;
}

/** Faults found, in the order in which the house reports them, and those that only warn. */
export interface Findings {
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

/** One step of checking; the order of a surface's steps is data. */
export type CheckStep = 'model' | 'shape' | 'relations';

/** What a reply is made with, besides the turns. */
export interface RenderContext<Body> {
  readonly body: Body;
  readonly prompt: Prompt;
  readonly profile: Profile;
  readonly ids: Ids;
  readonly noise: Noise;
  /** Unix seconds. */
  readonly created: number;
  readonly loaded: LoadedObjects;
  /** Tokens in each delta of a stream; absent where the house's own measure holds. */
  readonly tokensPerDelta?: number | undefined;
}

/** When an answer comes about, for a house that keeps it. */
export interface ReplySchedule {
  /** Unix milliseconds at which it was asked for. */
  readonly now: number;
  /** Milliseconds that the model takes for it at the pace of the request. */
  readonly spanMs: number;
  /** Milliseconds until each of so many frames is due. */
  dues(frames: number): readonly number[];
  /** Set where it breaks off after some frames. */
  readonly fault?: { readonly problem: WireError; readonly after: number };
}

/** Counts and reads tokens as a model does. */
export interface Tokenizer {
  /** Tokens of a text. */
  count(text: string): number;
  /** The text that tokens stand for; numbers that are no token of the encoding stand for nothing. */
  text(tokens: readonly number[]): string;
  /** The text cut at token borders. */
  pieces(text: string): readonly string[];
}

/** What a prompt is read with, besides the body. */
export interface ReadSource {
  readonly tokenizer: Tokenizer;
  readonly loaded: LoadedObjects;
}

/** One generation contract: all that it says on the wire. `Body` is a request that passed its checks. */
export interface Surface<Body = unknown> extends Omit<CompiledChecks<Body>, 'surface'> {
  readonly id: string;
  readonly route: Route;
  /** What a request must pass, in this house's order. */
  readonly steps: readonly CheckStep[];
  /** Headers, in lower case, that change what a body means or is allowed. */
  readonly varyHeaders: readonly string[];
  /** The model that a parsed body names, or undefined where it names none that could be looked up. */
  modelOf(json: unknown): string | undefined;
  /** Stored objects that a body names. Asked again with what was found, until it names no more; absent: none. */
  loads?(json: unknown, found: LoadedObjects): readonly ObjectQuery[];
  /** Prompts may come as tokens: the tokenizer gives their words. */
  read(body: Body, profile: Profile, source: ReadSource): Prompt;
  /** What of a request its house may keep in a cache; absent where none does. */
  cachePlan?(body: Body, loaded: LoadedObjects): CachePlan;
  /** The JSON text of the reply, formatted as the house formats it. */
  render(turns: readonly Turn[], envelope: RenderContext<Body>): string;
  stream(turns: readonly Turn[], envelope: RenderContext<Body>): readonly Frame[];
  /** Is an answer to this request kept? Asked once for all of the same words; absent: always, where there is `keeps`. */
  shouldStore?(body: Body): boolean;
  /** What the house keeps of an answer, before it is sent. Ids are drawn as `render` draws them; absent: nothing. */
  store?(turns: readonly Turn[], envelope: RenderContext<Body>, course: ReplySchedule): readonly NewObject[];
  /** Names the object as which an answer is kept, where it is one and that is known before it is made. Ids are drawn from the first on. */
  storeKey?(body: Body, ids: Ids, created: number): ObjectKey | undefined;
  /** What is said between frames while the model is silent for long; absent where the house says nothing. */
  readonly ping?: Frame;
  /** An error after the frames in `sent`. */
  streamError(problem: WireError, sent: readonly Frame[]): readonly Frame[];
  /** Reads the body of a reply, JSON or stream, as a client does; undefined where it is none. Absent where there is no conversation. */
  parseReply?(text: string): ParsedReply | undefined;
}

/** A problem in one house's words. */
export interface WireError {
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly code?: string | null;
  readonly param?: string | null;
  /** Headers besides the house's usual ones. */
  readonly headers?: HeaderList;
  /** Facts that only this house's envelope has room for. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a house knows of the exchange when it speaks. */
export interface ResponseInfo {
  readonly request: WireRequest;
  readonly ids: Ids;
  /** Milliseconds since the request came. */
  readonly elapsedMs: number;
  /** The model of the request once it is known. */
  readonly model: string | undefined;
  /** Id of the endpoint or surface that was asked, if any was found. */
  readonly route: string | undefined;
}

/** A check made before the body is looked at; it throws a ProblemError. */
export interface Precheck {
  readonly id: string;
  check(request: WireRequest, gate: AccessRules): void;
}

/** What the doorkeeper knows: keys that are let in, and the most bytes of a body. */
export interface AccessRules {
  /** Undefined lets any non-empty key in. */
  readonly keys: ReadonlySet<string> | undefined;
  readonly route: string | undefined;
  /** The content type of the body that the route takes. */
  readonly takes: 'application/json' | 'multipart/form-data';
}

/** A key may name its namespace after its last `@`; the doorkeeper looks at what stands before. */
export const isKeyAccepted = (key: string, { keys }: AccessRules): boolean =>
  keys === undefined || keys.has(key) || (key.includes('@') && keys.has(key.slice(0, key.lastIndexOf('@'))));

/** One house: its surfaces, its doorkeeping and its voice. */
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
  /** Parses a body's text (undefined: not UTF-8) or throws `invalid-json` with the facts that the house quotes. */
  parse(text: string | undefined, route: string | undefined): unknown;
  formatError(problem: Problem, voice: ResponseInfo): WireError;
  /** The envelope of a refusal, formatted as the house formats it. */
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
  /** Header that must be there for this mount to take a request that another house also serves. */
  readonly header?: string;
}
