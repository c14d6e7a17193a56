import type { Ids, NewObject, Provider, ResponseInfo, WireRequest } from '../core';
import type { ActiveFault, FaultQuery } from '../faults';
import type { ClientAttempt } from '../fixtures';
import type { OpenEntry } from '../journal';
import { createIds, hashText } from '../lib';
import type { Reservation } from '../limits';
import type { Pace } from '../pacing';
import { namespaceOf } from '../state/namespaces';
import type { App, NamespaceState } from './app';
import type { Prepared } from './prepare';

/** Where a request was led: a provider, and the surface or endpoint that a route of its manifest names. */
export interface RouteMatch {
  readonly provider: Provider;
  /** Id of the surface or endpoint, undefined for an unknown route. */
  readonly route: string | undefined;
  /** Captures of the route. */
  readonly params: Readonly<Record<string, string>>;
  /** Sent by an endpoint: limits count what a client sends. */
  readonly isSubrequest?: boolean;
}

/**
 * One exchange while it lasts.
 * A class, for V8 gives each object literal with a getter a shape of its own, and shapes keep the young objects alive.
 */
export class RequestContext {
  readonly namespace: NamespaceState;
  readonly entry: OpenEntry;
  /** Unix milliseconds. */
  readonly startedMs: number;
  #seed: number | undefined;
  #ids: Ids | undefined;
  /** The key that the request shows. */
  readonly key: string | undefined;
  /** What follows from the request's words, once it is known. */
  prepared: Prepared | undefined;
  /** The pace that the request asks for. */
  pace: Pace | undefined;
  /** Set where a fault may be due. */
  faultQuery: FaultQuery | undefined;
  /** The fault that the request meets. */
  fault: ActiveFault | undefined;
  /** The attempt to get an answer, once fixtures were asked. */
  fixtureCall: ClientAttempt | undefined;
  /** Set once limits have let the request in. */
  reservation: Reservation | undefined;
  /** The answer is none of the house's. */
  isForeignReply = false;
  /** Set once the request has named stored objects. */
  usesStoredObjects = false;
  /** When the frames of a stream that nobody generates are due. */
  frames: Pace | undefined;
  /** What the house keeps of the answer, where that is kept together with all else that is decided. */
  pendingObjects: readonly NewObject[] = [];
  readonly #asked: WireRequest;

  constructor(
    readonly app: App,
    readonly routeMatch: RouteMatch,
    public request: WireRequest,
  ) {
    this.#asked = request;
    this.key = routeMatch.provider.credential(request);
    this.namespace = app.namespaces.of(namespaceOf(request.headers, this.key));
    this.startedMs = app.clock.now();
    const { provider, route } = routeMatch;
    this.entry = this.namespace.journal.draft(request, { provider: provider.id, route, at: this.startedMs });
    // Where others share the journal it is they who number the entries.
    if (this.namespace.mirror === undefined) this.entry.place();
  }

  /** As if nothing had been decided yet. */
  reset(): void {
    this.request = this.#asked;
    this.#seed = undefined;
    this.#ids = undefined;
    this.prepared = undefined;
    this.pace = undefined;
    this.faultQuery = undefined;
    this.fault = undefined;
    this.fixtureCall = undefined;
    this.reservation = undefined;
    this.isForeignReply = false;
    this.usesStoredObjects = false;
    this.frames = undefined;
    this.pendingObjects = [];
    this.entry.resetNotes();
  }

  /** Keeps objects: where others share them, together with all else that is decided. */
  async store(objects: readonly NewObject[]): Promise<void> {
    const { mirror, objects: kept } = this.namespace;
    if (mirror !== undefined) this.pendingObjects = [...this.pendingObjects, ...objects];
    else if (objects.length > 0) await kept.put(...objects);
  }

  /** Names this very request: the same in each run, changed by its place among its equals. */
  identify(key: number): void {
    const { namespace, request, app } = this;
    const name = `${namespace.name} ${request.method} ${request.path} ${key}`;
    this.#seed = hashText(`${name} ${namespace.ordinals.next(name)}`, app.seed);
  }

  /** Draws from the request's own sequence. */
  get ids(): Ids {
    const { request, app } = this;
    if (this.#seed === undefined) this.identify(hashText(`${request.query} ${request.text}`, app.seed));
    this.#ids ??= createIds(this.#seed as number);
    return this.#ids;
  }

  /** The parsed body, or `invalid-json` thrown. */
  parse(): unknown {
    const { provider, route } = this.routeMatch;
    return provider.parse(this.request.isUtf8 ? this.request.text : undefined, route);
  }

  /** The request's ids from the first on, for whoever makes the same reply once more. */
  idsAgain(): Ids {
    return createIds(this.drawnFrom);
  }

  /** What the request's sequence starts from. */
  get drawnFrom(): number {
    return this.#seed ?? this.app.seed;
  }

  responseInfo(model?: string): ResponseInfo {
    const elapsed = Math.max(0, this.app.clock.now() - this.startedMs);
    return { request: this.request, ids: this.ids, elapsedMs: elapsed, model, route: this.routeMatch.route };
  }
}
