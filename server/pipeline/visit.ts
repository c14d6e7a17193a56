import type { Ids, Provider, Voice, WireRequest } from '../core';
import { createIds, hashText } from '../entropy';
import type { OpenEntry } from '../journal';
import { namespaceOf } from '../namespaces';
import type { Estate, Kit } from './kit';

/** Where a request was led: a provider, and the surface or endpoint that a route of its manifest names. */
export interface Leg {
  readonly provider: Provider;
  /** Id of the surface or endpoint, undefined for an unknown route. */
  readonly route: string | undefined;
  /** Captures of the route. */
  readonly params: Readonly<Record<string, string>>;
}

/** One exchange while it lasts. */
export interface Visit {
  readonly kit: Kit;
  readonly leg: Leg;
  readonly request: WireRequest;
  readonly estate: Estate;
  readonly entry: OpenEntry;
  /** Names this very request: the same in each run, changed by its place among its equals. */
  identify(key: number): void;
  /** Draws from the request's own sequence. */
  readonly ids: Ids;
  /** The parsed body, or `invalid-json` thrown. */
  parse(): unknown;
  voice(model?: string): Voice;
}

/** Opens the journal and gives the exchange its namespace, its ids and its clock. */
export function admit(kit: Kit, leg: Leg, request: WireRequest): Visit {
  const estate = kit.namespaces.of(namespaceOf(request.headers, leg.provider.credential(request)));
  const started = kit.clock.now();
  const entry = estate.journal.open(request, started);
  entry.note({ provider: leg.provider.id, ...(leg.route === undefined ? {} : { route: leg.route }) });
  let seed: number | undefined;
  let ids: Ids | undefined;
  const identify = (key: number) => {
    const name = `${estate.name} ${request.method} ${request.path} ${key}`;
    seed = hashText(`${name} ${estate.ordinals.next(name)}`, kit.seed);
  };
  const seeded = (): number => {
    if (seed === undefined) identify(hashText(`${request.query} ${request.text}`, kit.seed));
    return seed as number;
  };
  return {
    kit,
    leg,
    request,
    estate,
    entry,
    identify,
    get ids() {
      ids ??= createIds(seeded());
      return ids;
    },
    parse: () => leg.provider.parse(request.isUtf8 ? request.text : undefined, leg.route),
    voice(model) {
      const elapsed = Math.max(0, kit.clock.now() - started);
      return { request, ids: this.ids, elapsed, model, route: leg.route };
    },
  };
}
