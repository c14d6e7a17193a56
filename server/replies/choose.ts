import { ProblemError, type Profile } from '../core';
import type { Subject } from '../matching';
import { type FitLevel, type Misfit, misfits } from './fit';
import { calledBy, type Fixture, type FixtureSet, isFickle, type PreparedFixture, repliesOf } from './fixture';
import type { Call, LedgerView } from './ledger';
import { nearestTo, noFixture } from './near';
import type { Tally } from './tally';
import { filled } from './template';

/** What answers a request: a fixture, or the generator. */
export type Choice =
  | {
      readonly type: 'fixture';
      /** Its reply is the one that comes next, with its templates filled in. */
      readonly fixture: Fixture;
      /** As it was written. */
      readonly written?: Fixture;
      readonly passed: readonly string[];
      /** Ways in which it does not fit the request, where that is to be told and not refused. */
      readonly misfits: readonly Misfit[];
      /** Is it one of the built-in ones? */
      readonly canned: boolean;
    }
  | { readonly type: 'generator'; readonly passed: readonly string[] };

/** How to choose. */
export interface ChooseOptions {
  /** Refuse what no fixture answers, instead of inventing an answer. */
  readonly strict: boolean;
  /** What is done with a fixture's reply that the request does not allow; `error` by default. */
  readonly fit?: FitLevel;
  readonly profile?: Profile;
  /** How far the namespace's fixtures have come; without it each is new. */
  readonly ledger?: LedgerView;
  readonly call?: Call | undefined;
  readonly tally?: Tally;
  /** Values that templates make up follow from it. */
  readonly seed?: number;
}

/**
 * Chooses by the most specific fixture that matches; all of an earlier set go before those of a later one.
 * One that does not fit the request is refused, told or sent as it is; of the built-in ones it is passed over.
 */
export function choose(subject: Subject, sets: readonly FixtureSet[], options: ChooseOptions): Choice {
  const passed: string[] = [];
  const before = takenBefore(subject, sets, options);
  if (before !== undefined) return before;
  for (const set of sets) {
    const rows = set.finder.matching(subject);
    for (const row of rows) {
      const at = placeOf(row, options);
      const found = typeof at === 'string' ? at : taken(subject, { row, at, canned: set.canned }, { options, passed });
      if (typeof found === 'string') {
        passed.push(`${calledBy(row.fixture)} matches, but ${found}`);
        continue;
      }
      if (set.canned) return { ...found, passed: [...passed, ...nearestTo(subject, sets)] };
      noteShadowed(row.fixture, rows, options);
      return found;
    }
  }
  if (options.strict) throw new ProblemError('no-fixture', { message: noFixture(subject, sets, passed) });
  return { type: 'generator', passed: [...passed, ...nearestTo(subject, sets)] };
}

/** A row that matches, and which of its replies comes next. */
interface Candidate {
  readonly row: PreparedFixture;
  readonly at: number;
  readonly canned: boolean;
}

/** What an earlier attempt at the same answer was given, as far as it still can be. */
function takenBefore(subject: Subject, sets: readonly FixtureSet[], options: ChooseOptions): Choice | undefined {
  const { ledger, call } = options;
  const before = call === undefined ? [] : (ledger?.again(call) ?? []);
  if (before.length === 0 || call === undefined) return undefined;
  const rows = sets.flatMap(({ all, canned }) => all.map((row) => ({ row, canned })));
  const found = before
    .flatMap(({ key, at }) => rows.filter(({ row }) => row.key === key).map((row) => ({ ...row, at })))
    .find(({ row }) => row.test.matches(subject));
  if (found === undefined) return undefined;
  if (isFickle(found.row.fixture)) call.fickle = true;
  const again = taken(subject, found, { options, passed: [], isAgain: true });
  return typeof again === 'string' ? undefined : again;
}

/** Which of a fixture's replies comes next, or why it has none. */
function placeOf(row: PreparedFixture, { ledger, call }: ChooseOptions): number | string {
  if (ledger === undefined || call === undefined || !isFickle(row.fixture)) return 0;
  call.fickle = true;
  return ledger.next(row, call.now);
}

/** Takes a row for the answer, or tells why it is passed over. */
function taken(
  subject: Subject,
  { row, at, canned }: Candidate,
  { options, passed, isAgain = false }: TakeOptions,
): Choice | string {
  const { fixture: written } = row;
  const { ledger, call, seed = 0 } = options;
  const reply = filled(repliesOf(written)[at] ?? written.reply, {
    subject,
    captures: row.test.captures(subject),
    state: ledger?.state ?? {},
    seed,
    called: calledBy(written),
  });
  const fixture = reply === written.reply ? written : { ...written, reply };
  const found = weighed(fixture, subject, { ...options, canned });
  if (typeof found === 'string') return found;
  if (ledger !== undefined && call !== undefined && !isAgain) ledger.take(call, row, at);
  return { type: 'fixture', fixture, written, passed, misfits: found, canned };
}

interface TakeOptions {
  readonly options: ChooseOptions;
  readonly passed: readonly string[];
  /** Is it what an earlier attempt took? Then nothing is counted. */
  readonly isAgain?: boolean;
}

/** In what a fixture does not fit and may be sent nevertheless, or why it is passed over. */
function weighed(
  fixture: Fixture,
  { prompt }: Subject,
  { fit = 'error', profile, canned }: ChooseOptions & { readonly canned: boolean },
): readonly Misfit[] | string {
  if (fit === 'off' && !canned) return [];
  const faults = misfits(fixture, { prompt, profile });
  if (faults.length === 0 || (fit === 'warn' && !canned)) return faults;
  const told = faults.map(({ sentence }) => sentence).join(' And ');
  if (canned) return told;
  const message = `${calledBy(fixture)} matches, but ${told} ${HINT}`;
  throw new ProblemError('unfit-reply', { message, rule: faults[0]?.rule });
}

const HINT = 'Write `anyway: true` into its reply, or start with --fit warn or --fit off, if it is meant so.';

/** So many fixtures that would have matched too are noted. */
const MAX_SHADOWED = 5;

function noteShadowed(by: Fixture, rest: Iterable<PreparedFixture>, { tally }: ChooseOptions): void {
  if (tally === undefined) return;
  let noted = 0;
  for (const { fixture } of rest) {
    if (noted >= MAX_SHADOWED) return;
    tally.shadow(fixture, by);
    noted += 1;
  }
}
