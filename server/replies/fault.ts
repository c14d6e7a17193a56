import { z } from 'zod';
import { type Effect, faultKinds, planFromText } from '../faults';
import { nearest } from '../validation';

/** A fault as a reply names it: a line, or its kind and parameters. */
export type WrittenFault = string | { readonly kind: string; readonly [parameter: string]: unknown };

interface Read {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function read(written: WrittenFault): Read {
  if (typeof written !== 'string') {
    const { kind, ...params } = written;
    return { id: kind, params };
  }
  const { fault, ...params } = planFromText(written);
  return { id: String(fault), params };
}

/** Edits within which a name is taken for another one. */
const NEAR = 4;

/** Why a line names no fault, or undefined. */
export function whyNoFault(line: string): string | undefined {
  const { id, params } = read(line);
  const kind = faultKinds.find((each) => each.id === id);
  if (kind === undefined) {
    const ids = faultKinds.map((each) => each.id);
    return `a fault such as ${nearest(id, ids, NEAR)[0] ?? ids.join(', ')}`;
  }
  const parsed = z.strictObject(kind.params).safeParse(params);
  if (parsed.success) return undefined;
  const known = Object.keys(kind.params);
  const member = parsed.error.issues[0]?.path[0] ?? Object.keys(params).find((key) => !known.includes(key)) ?? '';
  return known.includes(String(member))
    ? `another ${String(member)} of ${id}: ${parsed.error.issues[0]?.message}`
    : `no ${String(member)} of ${id}, which has ${known.join(', ') || 'no parameters'}`;
}

/** What a fault does; undefined where none is named. */
export function faultOf(
  written: WrittenFault | undefined,
): { readonly id: string; readonly says: string; readonly effect: Effect } | undefined {
  if (written === undefined) return undefined;
  const { id, params } = read(written);
  const kind = faultKinds.find((each) => each.id === id);
  return kind === undefined ? undefined : { id, says: kind.says, effect: kind.effect(params) };
}
