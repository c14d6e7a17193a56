import type { CachePlan } from './cache-plan';
import type { CompiledChecks } from './checked';
import type { ParsedReply } from './parsed-reply';
import type { WireError } from './problem';
import type { Profile, Tokenizer } from './profile';
import type { Prompt } from './prompt';
import type { Ids, Noise } from './random';
import type { Frame } from './reply';
import type { LoadedObjects, NewObject, ObjectKey, ObjectQuery } from './stored';
import type { Turn } from './turn';

/** Method and path below a mount; `:name` captures one segment. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
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
  /** The request's, names in lower case; those that change a reply are among the surface's `varyHeaders`. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Tokens in each delta of a stream; absent where the provider's own measure holds. */
  readonly tokensPerDelta?: number | undefined;
}

/** When an answer comes about, for a provider that keeps it. */
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

/** What a prompt is read with, besides the body. */
export interface ReadSource {
  readonly tokenizer: Tokenizer;
  readonly loaded: LoadedObjects;
}

/** One generation contract: all that it says on the wire. `Body` is a request that passed its checks. */
export interface Surface<Body = unknown> extends Omit<CompiledChecks<Body>, 'surface'> {
  readonly id: string;
  readonly route: Route;
  /** What a request must pass, in this provider's order. */
  readonly steps: readonly CheckStep[];
  /** Headers, in lower case, that change what a body means or is allowed. */
  readonly varyHeaders: readonly string[];
  /** The model that a parsed body names, or undefined where it names none that could be looked up. */
  modelOf(json: unknown): string | undefined;
  /** Stored objects that a body names. Asked again with what was found, until it names no more; absent: none. */
  loads?(json: unknown, found: LoadedObjects): readonly ObjectQuery[];
  /** Prompts may come as tokens: the tokenizer gives their words. */
  read(body: Body, profile: Profile, source: ReadSource): Prompt;
  /** What of a request its provider may keep in a cache; absent where none does. */
  cachePlan?(body: Body, loaded: LoadedObjects): CachePlan;
  /** The JSON text of the reply, formatted as the provider formats it. */
  render(turns: readonly Turn[], envelope: RenderContext<Body>): string;
  stream(turns: readonly Turn[], envelope: RenderContext<Body>): readonly Frame[];
  /** Is an answer to this request kept? Asked once for all of the same words; absent: always, where there is `keeps`. */
  shouldStore?(body: Body): boolean;
  /** What the provider keeps of an answer, before it is sent. Ids are drawn as `render` draws them; absent: nothing. */
  store?(turns: readonly Turn[], envelope: RenderContext<Body>, course: ReplySchedule): readonly NewObject[];
  /** Names the object as which an answer is kept, where it is one and that is known before it is made. Ids are drawn from the first on. */
  storeKey?(body: Body, ids: Ids, created: number): ObjectKey | undefined;
  /** What is said between frames while the model is silent for long; absent where the provider says nothing. */
  readonly ping?: Frame;
  /** Frames of a stream that is refused once its prompt is counted; absent where that is an error status too. */
  refusedStream?(problem: WireError, envelope: RenderContext<Body>): readonly Frame[];
  /** An error after the frames in `sent`. */
  streamError(problem: WireError, sent: readonly Frame[]): readonly Frame[];
  /** Reads the body of a reply, JSON or stream, as a client does; undefined where it is none. Absent where there is no conversation. */
  parseReply?(text: string): ParsedReply | undefined;
}
