import type { CheckOptions, CompiledChecks, ServiceRules } from './checked';
import type { Profile, Tokenizer } from './profile';
import type { Prompt, PromptSize } from './prompt';
import type { Ids } from './random';
import type { Frame, HeaderList, WireRequest } from './reply';
import type { LoadedObjects, NewObject, ObjectQuery, StoredObjects } from './stored';
import type { Route } from './surface';

/** What an endpoint may ask of the emulator. */
export interface EndpointContext {
  readonly request: WireRequest;
  /** Captures of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly ids: Ids;
  /** Unix seconds. */
  readonly created: number;
  /** Unix milliseconds. */
  readonly nowMs: number;
  /** Of the request's namespace. */
  readonly stored: StoredObjects;
  /** Keeps objects for as far as the request is answered: whoever is refused has stored nothing. */
  store(...objects: readonly NewObject[]): Promise<void>;
  /** What the endpoint's `recalls` named. */
  readonly loaded: LoadedObjects;
  /** The fields of a form, for endpoints that take one; undefined where the body is none. */
  readonly form: ReadonlyMap<string, FormField> | undefined;
  /** Milliseconds that an answer of so many tokens takes at the pace of the request. */
  spanMs(tokens: number): number;
  /** Sends a request of its own down the same road, under the same key and namespace, past all rate limits. */
  sendSubrequest(request: Subrequest): Promise<SubrequestReply>;
  /** Profiles that the service has, in the order of its files. */
  readonly profiles: readonly Profile[];
  findProfile(name: string): Profile | undefined;
  readonly service: ServiceRules;
  /**
   * Holds a body, a query or a form against its contract and gives it typed; throws an `invalid-request` with all
   * errors, and notes what only warns.
   * @example const { items, metadata } = context.check(creation, context.json);
   */
  check<Body>(contract: CompiledChecks<Body>, input: unknown, options?: CheckOptions<Body>): Body;
  measure(prompt: Prompt, profile: Profile): PromptSize;
  /** The tokenizer of the model that the body names. */
  tokenizer(profile: Profile): Tokenizer;
  /** A well mixed whole number from 0 to 2^32 - 1 that depends on the text alone. */
  hash(text: string): number;
  /** The parsed body, undefined where there is none. */
  readonly json: unknown;
}

/** A field of a form: a text, or a file with its bytes. */
export type FormField =
  | { readonly text: string }
  | { readonly file: string; readonly type: string; readonly bytes: Uint8Array };

/** A POST that an endpoint makes, by the path below its provider's mount. */
export interface Subrequest {
  readonly path: string;
  readonly body: string;
  /** Take the place of those of the request on whose behalf it is sent; undefined leaves one out. */
  readonly headers?: WireRequest['headers'];
}

/** What came back; `body` is text. */
export interface SubrequestReply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

/** An endpoint's answer: JSON text, or something of another content type, or frames with the milliseconds until each is due. */
export type EndpointReply =
  | string
  | { readonly type: string; readonly body: string | Uint8Array; readonly headers?: HeaderList }
  | { readonly frames: readonly Frame[]; readonly due: readonly number[] };

/** What tells which stored objects an endpoint is asked about. */
export type EndpointInput = Pick<EndpointContext, 'json' | 'params'>;

/** A route that generates nothing: lists, lookups, counts. */
export interface Endpoint {
  readonly id: string;
  readonly route: Route;
  /** A request has no body, whatever its method; one that comes is not looked at. */
  readonly bodiless?: true;
  /** Answers whoever asks: the provider's prechecks, the key among them, are not made. */
  readonly isOpen?: true;
  /** The body is a form (multipart/form-data) instead of JSON. */
  readonly form?: true;
  /** Most bytes of a body, where it is not the provider's usual limit. */
  readonly bodyLimit?: number;
  /** Stored objects that a request names, by its body and the captures of its route; asked as a surface's are. */
  loads?(request: EndpointInput, found: LoadedObjects): readonly ObjectQuery[];
  /** A fault is thrown as a ProblemError. */
  handle(context: EndpointContext): EndpointReply | Promise<EndpointReply>;
  /** What a request that is answered takes of its key's limits; absent where no limits are known. */
  charge?(context: EndpointContext): Charge;
}

/** What a request takes of the limits of its key for a model. */
export interface Charge {
  /** The name by which the request asks for it. */
  readonly model: string;
  readonly tokens: number;
}
