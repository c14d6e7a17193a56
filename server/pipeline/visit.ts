import type { Deposit, Ids, Provider, Voice, WireRequest } from '../core';
import { createIds, hashText } from '../entropy';
import type { Asker, Due } from '../faults';
import type { OpenEntry } from '../journal';
import type { Pass } from '../limits';
import { namespaceOf } from '../namespaces';
import type { Pace } from '../pacing';
import type { Call } from '../replies';
import type { Estate, Kit } from './kit';
import type { Prepared } from './prepare';

/** Where a request was led: a provider, and the surface or endpoint that a route of its manifest names. */
export interface Leg {
  readonly provider: Provider;
  /** Id of the surface or endpoint, undefined for an unknown route. */
  readonly route: string | undefined;
  /** Captures of the route. */
  readonly params: Readonly<Record<string, string>>;
  /** Sent by an endpoint: limits count what a client sends. */
  readonly isOwn?: boolean;
}

/**
 * One exchange while it lasts.
 * A class, for V8 gives each object literal with a getter a shape of its own, and shapes keep the young objects alive.
 */
export class Visit {
  readonly estate: Estate;
  readonly entry: OpenEntry;
  /** Unix milliseconds. */
  readonly started: number;
  #seed: number | undefined;
  #ids: Ids | undefined;
  /** The key that the request shows. */
  readonly key: string | undefined;
  /** What follows from the request's words, once it is known. */
  prepared: Prepared | undefined;
  /** The pace that the request asks for. */
  pace: Pace | undefined;
  /** Set where a fault may be due. */
  asker: Asker | undefined;
  /** The fault that the request meets. */
  fault: Due | undefined;
  /** The attempt to get an answer, once fixtures were asked. */
  call: Call | undefined;
  /** Set once limits have let the request in. */
  pass: Pass | undefined;
  /** The answer is none of the house's. */
  refused = false;
  /** Set once the request has named stored objects. */
  recalls = false;
  /** When the frames of a stream that nobody generates are due. */
  frames: Pace | undefined;
  /** What the house keeps of the answer, where that is kept together with all else that is decided. */
  deposits: readonly Deposit[] = [];
  readonly #asked: WireRequest;

  constructor(
    readonly kit: Kit,
    readonly leg: Leg,
    public request: WireRequest,
  ) {
    this.#asked = request;
    this.key = leg.provider.credential(request);
    this.estate = kit.namespaces.of(namespaceOf(request.headers, this.key));
    this.started = kit.clock.now();
    const { provider, route } = leg;
    this.entry = this.estate.journal.draft(request, { provider: provider.id, route, at: this.started });
    // Where others share the journal it is they who number the entries.
    if (this.estate.mirror === undefined) this.entry.place();
  }

  /** As if nothing had been decided yet. */
  afresh(): void {
    this.request = this.#asked;
    this.#seed = undefined;
    this.#ids = undefined;
    this.prepared = undefined;
    this.pace = undefined;
    this.asker = undefined;
    this.fault = undefined;
    this.call = undefined;
    this.pass = undefined;
    this.refused = false;
    this.recalls = false;
    this.frames = undefined;
    this.deposits = [];
    this.entry.afresh();
  }

  /** Keeps objects: where others share them, together with all else that is decided. */
  async keep(objects: readonly Deposit[]): Promise<void> {
    const { mirror, objects: kept } = this.estate;
    if (mirror !== undefined) this.deposits = [...this.deposits, ...objects];
    else if (objects.length > 0) await kept.put(...objects);
  }

  /** Names this very request: the same in each run, changed by its place among its equals. */
  identify(key: number): void {
    const { estate, request, kit } = this;
    const name = `${estate.name} ${request.method} ${request.path} ${key}`;
    this.#seed = hashText(`${name} ${estate.ordinals.next(name)}`, kit.seed);
  }

  /** Draws from the request's own sequence. */
  get ids(): Ids {
    const { request, kit } = this;
    if (this.#seed === undefined) this.identify(hashText(`${request.query} ${request.text}`, kit.seed));
    this.#ids ??= createIds(this.#seed as number);
    return this.#ids;
  }

  /** The parsed body, or `invalid-json` thrown. */
  parse(): unknown {
    const { provider, route } = this.leg;
    return provider.parse(this.request.isUtf8 ? this.request.text : undefined, route);
  }

  /** The request's ids from the first on, for whoever makes the same reply once more. */
  idsAgain(): Ids {
    return createIds(this.drawnFrom);
  }

  /** What the request's sequence starts from. */
  get drawnFrom(): number {
    return this.#seed ?? this.kit.seed;
  }

  voice(model?: string): Voice {
    const elapsed = Math.max(0, this.kit.clock.now() - this.started);
    return { request: this.request, ids: this.ids, elapsed, model, route: this.leg.route };
  }
}
