import type { Ids } from '../core';

/** A text in which only the ids are new each time it is said. */
export interface Template {
  /** The text with ids drawn in the order in which the text's maker draws them. */
  fill(ids: Ids): string;
}

type Draw = (ids: Ids) => string;

/** A stretch of what was drawn, by place in all the characters drawn. */
interface Slot {
  readonly from: number;
  readonly to: number;
  /** The fixed text that follows. */
  readonly after: string;
}

/** Private Use Area of Unicode: characters that stand for nothing, so each can stand for one drawn character. */
const FIRST = 0xe000;
const LAST = 0xf8ff;
const STAND_INS = /[\ue000-\uf8ff]+/g;

/** Could a stand-in be confused with this text's own characters? */
export const holdsStandIns = (text: string): boolean => text.search(STAND_INS) >= 0;

/**
 * Makes a text once with stand-ins instead of ids, and remembers where they came to stand.
 * Ids may be cut and joined on their way, but not rewritten. Undefined when more is drawn than there are stand-ins.
 */
export function templateOf(make: (ids: Ids) => string): Template | undefined {
  const draws: Draw[] = [];
  let drawn = 0;
  const standIn = (length: number, draw: Draw): string => {
    draws.push(draw);
    const start = FIRST + drawn;
    drawn += length;
    return String.fromCharCode(...Array.from({ length }, (_, at) => Math.min(start + at, LAST)));
  };
  const text = make({
    hex: (length) => standIn(length, (ids) => ids.hex(length)),
    alphanumeric: (length) => standIn(length, (ids) => ids.alphanumeric(length)),
    base58: (length) => standIn(length, (ids) => ids.base58(length)),
    base64: (length) => standIn(length, (ids) => ids.base64(length)),
    base64url: (length) => standIn(length, (ids) => ids.base64url(length)),
    uuid: () => standIn(36, (ids) => ids.uuid()),
  });
  if (FIRST + drawn > LAST) return undefined;
  const { head, slots } = cut(text);
  return { fill: (ids) => filled(head, slots, draws.map((draw) => draw(ids)).join('')) };
}

/** Parts fixed text from stand-ins; neighbours that were not drawn one after the other are slots of their own. */
function cut(text: string): { head: string; slots: readonly Slot[] } {
  const places = [...text.matchAll(STAND_INS)];
  const slots = places.flatMap((place, index) => {
    const end = place.index + place[0].length;
    const after = text.slice(end, places[index + 1]?.index ?? text.length);
    const ranges = rangesOf(place[0]);
    return ranges.map((range, at) => ({ ...range, after: at === ranges.length - 1 ? after : '' }));
  });
  return { head: text.slice(0, places[0]?.index ?? text.length), slots };
}

function rangesOf(standIns: string): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const sign of standIns) {
    const at = sign.charCodeAt(0) - FIRST;
    const last = ranges.at(-1);
    if (last?.to === at) last.to = at + 1;
    else ranges.push({ from: at, to: at + 1 });
  }
  return ranges;
}

/** Most slots hold the same id again and again: each stretch is cut out once. */
function filled(head: string, slots: readonly Slot[], drawn: string): string {
  let text = head;
  let from = -1;
  let to = -1;
  let stretch = '';
  for (const slot of slots) {
    if (slot.from !== from || slot.to !== to) {
      ({ from, to } = slot);
      stretch = drawn.slice(from, to);
    }
    text += stretch + slot.after;
  }
  return text;
}
