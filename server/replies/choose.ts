import { ProblemError, type Prompt } from '../core';
import { nearMisses, type Subject } from '../matching';
import { type Fixture, type FixtureSet, type PreparedFixture, partsOf } from './fixture';
import { mustCall } from './tools';

/** What answers a request: a fixture, or the generator. */
export type Choice =
  | { readonly type: 'fixture'; readonly fixture: Fixture; readonly passed: readonly string[] }
  | { readonly type: 'generator'; readonly passed: readonly string[] };

/** How to choose. */
export interface ChooseOptions {
  /** Refuse what no fixture answers, instead of inventing an answer. */
  readonly strict: boolean;
}

/**
 * Chooses by the most specific fixture that matches; all of an earlier set go before those of a later one.
 * `passed` tells of those that match but break the request's form.
 */
export function choose(subject: Subject, sets: readonly FixtureSet[], { strict }: ChooseOptions): Choice {
  const passed: string[] = [];
  for (const set of sets) {
    for (const { fixture } of matching(subject, set)) {
      const fault = formFault(subject.prompt, fixture);
      if (fault === undefined) return { type: 'fixture', fixture, passed };
      passed.push(`${nameOf(fixture)} matches, but ${fault}`);
    }
  }
  if (strict) throw new ProblemError('no-fixture', { message: noFixture(subject, sets, passed) });
  return { type: 'generator', passed };
}

/** The fixtures that match, in the order of their ranks; both lists are in that order already. */
function* matching(subject: Subject, { byUser, others }: FixtureSet): Generator<PreparedFixture> {
  const exact = (byUser.get(subject.userKey) ?? []).filter(({ test }) => test.matches(subject));
  let next = 0;
  for (const other of others) {
    for (let row = exact[next]; row !== undefined && row.rank < other.rank; row = exact[next]) {
      next += 1;
      yield row;
    }
    if (other.test.matches(subject)) yield other;
  }
  yield* exact.slice(next);
}

/** Why a reply is not what the request allows, undefined where it is. */
function formFault(prompt: Prompt, { reply }: Fixture): string | undefined {
  if (typeof reply !== 'string' && (reply.anyway === true || reply.stop !== undefined)) return undefined;
  const parts = partsOf(reply);
  const calls = parts.flatMap((part) => ('call' in part ? [part.call.name] : []));
  if (parts.some((part) => 'refusal' in part)) return undefined;
  if (mustCall(prompt) && calls.length === 0) return 'the request requires a tool call and the reply has none.';
  if (calls.length > 0 && prompt.toolChoice.type === 'none')
    return 'the request forbids tool calls and the reply has one.';
  if (prompt.output.type !== 'text' && calls.length === 0 && !parts.some(isJson))
    return 'the request wants JSON and the reply is plain text.';
  return undefined;
}

function isJson(part: ReturnType<typeof partsOf>[number]): boolean {
  if (!('text' in part)) return false;
  try {
    return typeof JSON.parse(part.text) === 'object';
  } catch {
    return false;
  }
}

const nameOf = ({ name, when }: Fixture): string =>
  name === undefined ? `the fixture ${JSON.stringify(when)}` : `fixture ${JSON.stringify(name)}`;

/** Near misses as one message: what was asked, and what came nearest. */
function noFixture(subject: Subject, sets: readonly FixtureSet[], passed: readonly string[]): string {
  const all = sets.flatMap((set) => set.all);
  const misses = nearMisses(subject, all).map(
    ({ row, broken }) => `${nameOf(row.fixture)} does not match: ${broken.join(' ')}`,
  );
  const near = [...passed, ...misses];
  const count =
    all.length === 0
      ? 'there are no fixtures'
      : `none of ${all.length} fixture${all.length === 1 ? '' : 's'} can answer`;
  return [`No fixture for this request: ${count}.`, ...near].join('\n');
}
