import type { Endpoint, HeaderList, Ids, NewObject, Provider, ResponseInfo, Surface, WireRequest } from '../core';
import type { ActiveFault } from '../faults';
import type { ClientAttempt } from '../fixtures';
import type { OpenEntry } from '../journal';
import { createIds, hashText } from '../lib';
import type { Reservation } from '../limits';
import type { Pace } from '../pacing';
import { namespaceOf } from '../state/namespaces';
import type { CacheUse } from '../state/prompt-cache';
import type { Delivery, EncodedReply, WriteOptions } from '../wire';
import type { App, NamespaceState, Prepared } from './app';

/** What a route of a provider leads to. */
export type RouteTarget =
  | { readonly kind: 'surface'; readonly surface: Surface }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'problem'; readonly problem: 'unknown-route' | 'method-not-allowed' | 'body-too-large' };

/** A request, and the route that its path matches. */
export interface IncomingRequest {
  readonly provider: Provider;
  /** Id of the surface or endpoint, undefined for an unknown route. */
  readonly route: string | undefined;
  /** Captures of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly target: RouteTarget;
  readonly request: WireRequest;
  /** Sent by an endpoint; rate limits count only what a client sends. */
  readonly isSubrequest?: boolean;
}

/** Writes a reply, at once unless options are given, and reports whether it was delivered. */
export type Outlet = (reply: EncodedReply, delivery: WriteOptions | undefined) => Promise<Delivery>;

/** Answers one request. */
export type HandleRequest = (app: App, incoming: IncomingRequest, out: Outlet) => Promise<void>;

/** One exchange: everything that is known before the request is looked at. */
export interface RequestContext {
  readonly app: App;
  readonly namespace: NamespaceState;
  readonly incoming: IncomingRequest;
  /** As it was sent; once a fault was read from the model's name, without it. */
  readonly request: WireRequest;
  /** The key that the request shows. */
  readonly key: string | undefined;
  readonly entry: OpenEntry;
  /** Unix milliseconds. */
  readonly startedMs: number;
}

/** Opens an exchange and its journal entry. */
export function openContext(app: App, incoming: IncomingRequest): RequestContext {
  const { provider, route, request } = incoming;
  const key = provider.credential(request);
  const namespace = app.namespaces.of(namespaceOf(request.headers, key));
  const startedMs = app.clock.now();
  const entry = namespace.journal.draft(request, { provider: provider.id, route, at: startedMs });
  // The backend numbers the entries of a shared journal.
  if (namespace.mirror === undefined) entry.place();
  return { app, namespace, incoming, request, key, entry, startedMs };
}

/** Everything random in a reply follows from this. */
export interface Identity {
  readonly seed: number;
  readonly ids: Ids;
}

/** Identifies a request by its content and by how many equal ones came before: the same in each run. */
export function identify({ app, namespace, request }: RequestContext, contentHash?: number): Identity {
  const hash = contentHash ?? hashText(`${request.query} ${request.text}`, app.seed);
  const name = `${namespace.name} ${request.method} ${request.path} ${hash}`;
  const seed = hashText(`${name} ${namespace.ordinals.next(name)}`, app.seed);
  return { seed, ids: createIds(seed) };
}

/**
 * What one attempt at a request has established so far. Refusal, delivery and journal need it however the attempt ends.
 * Each step returns what it made; only the function that runs the steps adds to it, by copying.
 */
export interface Progress {
  /** The pace that the request asks for. */
  readonly pace: Pace | undefined;
  readonly fault: ActiveFault | undefined;
  /** The attempt to get an answer from the fixtures. */
  readonly call: ClientAttempt | undefined;
  readonly identity: Identity | undefined;
  /** Set once the rate limits have admitted the request. */
  readonly reservation: Reservation | undefined;
  readonly prepared: Prepared | undefined;
  /** Prompt tokens that a prompt cache held or took. */
  readonly cache: CacheUse | undefined;
  /** When the frames of a stream are due that an endpoint replays. */
  readonly frames: Pace | undefined;
  /** Rules of an endpoint that were broken and only warn. */
  readonly warnings: readonly string[];
  /** Stored together with the outcome, where other processes share the namespace. */
  readonly objects: readonly NewObject[];
}

/** The progress of an attempt that has not begun. */
export const NO_PROGRESS: Progress = {
  pace: undefined,
  fault: undefined,
  call: undefined,
  identity: undefined,
  reservation: undefined,
  prepared: undefined,
  cache: undefined,
  frames: undefined,
  warnings: [],
  objects: [],
};

/** The parsed body, or `invalid-json` thrown. */
export function parseBody({ incoming: { provider, route }, request }: RequestContext): unknown {
  return provider.parse(request.isUtf8 ? request.text : undefined, route);
}

/** What headers and errors of a provider are made from. */
export function responseInfo(
  { app, incoming, request, startedMs }: RequestContext,
  { ids }: Identity,
  model?: string,
): ResponseInfo {
  const elapsedMs = Math.max(0, app.clock.now() - startedMs);
  return { request, ids, elapsedMs, model, route: incoming.route, hasEdge: app.service.hasEdge };
}

/** Headers of a reply; `own` ones replace those of the same name. */
export function mergeHeaders(headers: HeaderList, own: HeaderList): HeaderList {
  if (own.length === 0) return headers;
  const names = new Set(own.map(([name]) => name));
  return [...headers.filter(([name]) => !names.has(name)), ...own];
}
