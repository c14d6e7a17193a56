import { nearMisses, type Subject } from '../matching';
import { calledBy, type FixtureSet, type PreparedFixture } from './fixture';

/** Rows that are looked at where nobody waits for the answer. */
const MAX_LOOKED_AT = 200;
/** Rows that are looked at where the request is refused for want of a fixture. */
const MAX_WHEN_STRICT = 10_000;

const ownRows = (sets: readonly FixtureSet[]): readonly PreparedFixture[] =>
  sets.filter(({ canned }) => !canned).flatMap(({ all }) => all);

/** The fixtures that came nearest, each with the first thing that failed. */
export function nearestTo(subject: Subject, sets: readonly FixtureSet[], most = MAX_LOOKED_AT): readonly string[] {
  return nearMisses(subject, ownRows(sets).slice(0, most)).map(({ row, broken }) => {
    const [first = '', ...others] = broken;
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return `${calledBy(row.fixture)} does not match: ${first}${more}`;
  });
}

/** Why nothing answers: how many fixtures there are, what came nearest, and a fixture that would answer. */
export function noFixture(subject: Subject, sets: readonly FixtureSet[], passed: readonly string[]): string {
  const { length } = ownRows(sets);
  const count =
    length === 0 ? 'there are no fixtures' : `none of ${length} fixture${length === 1 ? '' : 's'} can answer`;
  const near = [...passed, ...nearestTo(subject, sets, MAX_WHEN_STRICT)];
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
