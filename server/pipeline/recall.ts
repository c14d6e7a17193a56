import { type Json, NOTHING_RECALLED, type Recalled, type Reference, type Surface } from '../core';
import type { Visit } from './visit';

/** Objects that lead to others: so many steps are followed. */
const MAX_STEPS = 1_000;

/** Fetches the stored objects that a body names, and those that they name in turn. */
export async function recall(visit: Visit, surface: Surface, json: unknown): Promise<Recalled> {
  if (surface.recalls === undefined) return NOTHING_RECALLED;
  const found = new Map<string, Json | undefined>();
  const recalled: Recalled = { get: (kind, id) => found.get(keyOf({ kind, id })) };
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const wanted = surface.recalls(json, recalled).filter((one) => !found.has(keyOf(one)));
    if (wanted.length === 0) break;
    // What was stored may have changed when the same words come again.
    visit.recalls = true;
    await Promise.all(
      wanted.map(async (one) => found.set(keyOf(one), await visit.estate.objects.get(one.kind, one.id))),
    );
  }
  return recalled;
}

const keyOf = ({ kind, id }: Reference): string => `${kind}\n${id}`;
