import { nearMisses, type Subject } from '../matching';
import { calledBy, type FixtureSet, type PreparedFixture } from './fixture';

/** How many fixtures of each set are looked at, and of how many the sentences are compared. */
interface Reach {
  readonly looked: number;
  readonly compared: number;
}

/** Where the request is answered all the same, many fixtures are to cost no more than few. */
const QUICK: Reach = { looked: 30, compared: 10 };
/** Where it is refused for want of a fixture, finding the right one is all that counts. */
const THOROUGH: Reach = { looked: 1_000, compared: 200 };

/** The own fixtures that have most in common with a request. */
export const kinOf = (
  subject: Subject,
  sets: readonly FixtureSet[],
  count = THOROUGH.looked,
): readonly PreparedFixture[] => sets.flatMap(({ kin, canned }) => (canned ? [] : kin.of(subject, count)));

/** The fixtures that came nearest, each with the first thing that failed. */
export function nearestTo(
  subject: Subject,
  sets: readonly FixtureSet[],
  { looked, compared }: Reach = QUICK,
): readonly string[] {
  return nearMisses(subject, kinOf(subject, sets, looked), { compared }).map(({ row, broken }) => {
    const [first = '', ...others] = broken;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return `${calledBy(row.fixture)} does not match: ${first}${more}`;
  });
}

/** Why nothing answers: how many fixtures there are, what came nearest, and a fixture that would answer. */
export function noFixture(subject: Subject, sets: readonly FixtureSet[], passed: readonly string[]): string {
  const length = sets.reduce((sum, { all, canned }) => sum + (canned ? 0 : all.length), 0);
  const count =
    length === 0 ? 'there are no fixtures' : `none of ${length} fixture${length === 1 ? '' : 's'} can answer`;
  const near = [...passed, ...nearestTo(subject, sets, THOROUGH)];
  return [`No fixture for this request: ${count}.`, ...near, 'This one would:', fixtureFor(subject)].join('\n');
}

/** A fixture file, ready to be pasted, that answers a request. JSON texts are YAML too. */
export function fixtureFor({ user, results, prompt }: Subject): string {
  const said = JSON.stringify(user);
  const names = results?.map(({ name }) => JSON.stringify(name)) ?? [];
  const when =
    results === undefined
      ? `user: ${said}`
      : `user: ${said}, tool_result: ${names.length === 1 ? names[0] : `[${[...new Set(names)].join(', ')}]`}`;
  const [tool] = prompt.tools;
  const mustCall = prompt.toolChoice.type === 'required' || prompt.toolChoice.type === 'named';
  const reply =
    mustCall && tool !== undefined
      ? `{ calls: [{ name: ${JSON.stringify(tool.name)}, arguments: {} }] }`
      : prompt.output.type === 'text'
        ? '"..."'
        : '{ json: {} }';
  return `fixtures:\n  - when: { ${when} }\n    reply: ${reply}`;
}
