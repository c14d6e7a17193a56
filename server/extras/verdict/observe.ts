import type { EntryView } from '../../journal';

/** What the journal tells of one run. */
export interface Observation {
  /** Requests that came in all. */
  readonly requests: number;
  /** How often the request that met the fault first was sent; 0 where none met it. */
  readonly attempts: number;
  /** Milliseconds from each refused or broken attempt to the next, and what the service asked for. */
  readonly waits: readonly { readonly waited: number; readonly asked: number | undefined }[];
  /** Requests that were answered well, and more often than without any fault. */
  readonly repeated: number;
  /** Exchanges that were still open when the client tried again, or when it had ended. */
  readonly leftOpen: number;
}

/** Milliseconds that a client may take to close what it has given up. */
const GRACE = 1_000;
const MS = 1_000;

/** Reads one run from the journal; `usual` are the entries of a run without faults. */
export function observe(entries: readonly EntryView[], usual: readonly EntryView[]): Observation {
  const first = entries.find(({ fault }) => fault !== undefined);
  const attempts = first === undefined ? [] : entries.slice(entries.indexOf(first)).filter(sameAs(first));
  const waits = attempts.slice(1).map((next, at) => waitBetween(attempts[at] as EntryView, next));
  const good = entries.filter(isGood);
  const goodBefore = usual.filter(isGood);
  return {
    requests: entries.length,
    attempts: attempts.length,
    waits,
    repeated: [...new Set(good.map(nameOf))].filter((name) => count(good, name) > Math.max(1, count(goodBefore, name)))
      .length,
    leftOpen: entries.filter((entry, at) => isLeftOpen(entry, entries[at + 1])).length,
  };
}

/** What a journal tells of each fault that was met in it, whoever met it. */
export function observeAll(
  entries: readonly EntryView[],
): readonly { fault: string; why: string; seen: Observation }[] {
  const over = entries.filter(({ outcome }) => outcome !== undefined);
  const faults = new Map(over.flatMap(({ fault, why = '' }) => (fault === undefined ? [] : [[fault, why] as const])));
  return [...faults].map(([fault, why]) => {
    const names = new Set(over.filter((entry) => entry.fault === fault).map(nameOf));
    const each = [...names].flatMap((name) => {
      const same = over.filter((entry) => nameOf(entry) === name);
      return stretchesOf(fault, same).map((stretch) => observe(stretch, stretch));
    });
    return { fault, why, seen: each.reduce(together) };
  });
}

/** Attempts in a row that met a fault, each row with the attempt that came after. */
function stretchesOf(fault: string, entries: readonly EntryView[]): readonly (readonly EntryView[])[] {
  const isMet = (at: number): boolean => entries[at]?.fault === fault;
  return entries.flatMap((_, at) => {
    if (!isMet(at) || isMet(at - 1)) return [];
    const end = entries.findIndex((__, later) => later > at && !isMet(later));
    return [entries.slice(at, end < 0 ? undefined : end + 1)];
  });
}

const together = (one: Observation, other: Observation): Observation => ({
  requests: one.requests + other.requests,
  attempts: Math.max(one.attempts, other.attempts),
  waits: [...one.waits, ...other.waits],
  repeated: one.repeated + other.repeated,
  leftOpen: one.leftOpen + other.leftOpen,
});

const nameOf = ({ request: { method, path, body } }: EntryView): string => `${method} ${path} ${JSON.stringify(body)}`;

const sameAs =
  (first: EntryView) =>
  (entry: EntryView): boolean =>
    nameOf(entry) === nameOf(first);

const count = (entries: readonly EntryView[], name: string): number =>
  entries.filter((entry) => nameOf(entry) === name).length;

/** Answered as it should be: only then is a second answer one too many. */
const isGood = ({ status, outcome, fault }: EntryView): boolean =>
  status === 200 && outcome === 'answered' && fault === undefined;

const endOf = ({ at, duration = 0 }: EntryView): number => at + duration;

function waitBetween(before: EntryView, next: EntryView): Observation['waits'][number] {
  return { waited: Math.max(0, next.at - endOf(before)), asked: askedBy(before) };
}

/** Milliseconds that a refusal asks to wait; clients read the finer header first. */
function askedBy({ replyHeaders = {} }: EntryView): number | undefined {
  const { 'retry-after-ms': ms, 'retry-after': seconds } = replyHeaders;
  if (ms !== undefined) return Number(ms);
  return seconds === undefined ? undefined : Number(seconds) * MS;
}

/** Still open when all is over, or long after the client had asked again. */
const isLeftOpen = (entry: EntryView, next: EntryView | undefined): boolean =>
  entry.outcome === undefined || (next !== undefined && sameAs(entry)(next) && endOf(entry) > next.at + GRACE);
