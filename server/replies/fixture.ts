import { z } from 'zod';
import { isJsonObject, type Path } from '../core';
import { hashText } from '../entropy';
import {
  createFinder,
  createKin,
  type Finder,
  historyTest,
  type Kin,
  type PreparedWhen,
  prepareWhen,
  type When,
  whenSchema,
} from '../matching';
import { type FileFault, readDocument } from '../validation';
import { type Answering, answering, answers } from './answering';
import { filesOf } from './files';
import type { Reply } from './reply-schema';
import { type Script, scriptSchema, turnsOf } from './script';
import { usesState } from './template';

export { type FixturePart, type FixtureReply, inputOf, partsOf } from './reply-schema';

const fixtureSchema = z
  .strictObject({
    name: z.string().min(1).optional().describe('a name for logs, headers and messages'),
    when: whenSchema.default({}),
    ...answering,
    priority: z.number().optional().describe('the greatest is tried first, however specific others are (0)'),
    times: z.int().min(1).optional().describe('it answers at most so often'),
    until: z.iso.datetime({ offset: true }).optional().describe('it answers before this moment only'),
  })
  .check(answers)
  .describe('one reply and the requests that get it');

/** The schema of a fixture file. */
export const fixtureFileSchema = z.strictObject({
  fixtures: z.array(fixtureSchema).optional().describe('replies by what must hold of the request'),
  scripts: z
    .array(scriptSchema)
    .optional()
    .describe('conversations: what is asked, and what is answered, turn by turn'),
});

/** What a fixture file holds. */
export type FixtureFile = z.infer<typeof fixtureFileSchema>;

/** One `when → reply`, as a file or a program writes it. */
export type WrittenFixture = z.input<typeof fixtureSchema>;

/** One `when → reply` as it is served. */
export interface Fixture extends Answering {
  readonly name?: string | undefined;
  readonly when: When;
  /** The only reply, or the first. */
  readonly reply: Reply;
  readonly priority?: number | undefined;
  readonly times?: number | undefined;
  readonly until?: string | undefined;
  /** What was asked before each of the last answers, for a turn of a script. */
  readonly before?: readonly When[];
  /** `file:line` where it is written, for a fixture of a file. */
  readonly source?: string;
}

/** Gives a fixture its type where it is written in a program. */
export const defineFixture = (fixture: WrittenFixture): WrittenFixture => fixture;

/** Gives a script its type where it is written in a program. */
export const defineScript = (script: Script): Script => script;

/** A fixture with the place in its file where it is written. */
export interface Placed {
  readonly fixture: Fixture;
  readonly path: Path;
}

/** All fixtures that a file holds, those of its scripts included. */
export function fixturesIn({ fixtures = [], scripts = [] }: FixtureFile): readonly Placed[] {
  const plain = fixtures.map((fixture, at) => ({ fixture: whole(fixture), path: ['fixtures', at] }));
  const turns = scripts.flatMap((script, at) =>
    turnsOf(script).map(({ path, ...turn }) => ({ fixture: whole(turn), path: ['scripts', at, ...path] })),
  );
  return [...plain, ...turns];
}

const whole = (written: Omit<Fixture, 'reply'> & Answering): Fixture => ({
  ...written,
  reply: written.reply ?? written.replies?.[0] ?? '',
});

/** Reads a file's text, YAML or JSON; faults bear line and column. */
export function loadFixtures(
  file: string,
  text: string,
): { readonly fixtures: readonly Fixture[] } | { readonly faults: readonly FileFault[] } {
  const read = readDocument(file, text, fixtureFileSchema);
  return 'faults' in read ? read : { fixtures: fixturesIn(read.value).map(({ fixture }) => fixture) };
}

/** A fixture given by a program that is none; the message names the member and the nearest valid key. */
export class BadFixture extends Error {
  override readonly name = 'BadFixture';
}

/** Fixtures and scripts that a program gives: one, a list of them, or what a file holds. */
export function parseFixtures(given: unknown): readonly Fixture[] {
  const isFile = isJsonObject(given) && ('fixtures' in given || 'scripts' in given);
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const isScript = (one: unknown): boolean => isJsonObject(one) && 'turns' in one;
  const scripts = list.filter(isScript);
  const listed = isFile
    ? given
    : { fixtures: list.filter((one) => !isScript(one)), ...(scripts.length === 0 ? {} : { scripts }) };
  const text = jsonOf(listed);
  // Plain data once more: what the program does to its objects later changes nothing here.
  const parsed = fixtureFileSchema.safeParse(JSON.parse(text));
  const placed = parsed.success ? fixturesIn(parsed.data) : [];
  if (!parsed.success) {
    const read = readDocument('fixture', text, fixtureFileSchema);
    throw new BadFixture(
      'faults' in read ? read.faults.map(({ message }) => message).join('\n') : parsed.error.message,
    );
  }
  const files = placed.filter(({ fixture }) => filesOf(fixture).length > 0);
  if (files.length > 0) throw new BadFixture(`${dotted(files[0]?.path)}: only a fixture of a file may name a file`);
  return placed.map(({ fixture }) => fixture);
}

const dotted = (path: Path = []): string => path.map((key) => (typeof key === 'number' ? `[${key}]` : key)).join('');

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new BadFixture(`a fixture is plain data, which this is not: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** All replies of a fixture. */
export const repliesOf = ({ reply, replies }: Fixture): readonly Reply[] => replies ?? [reply];

/** A fixture whose answer depends on more than the words of the request. */
export const isFickle = (fixture: Fixture): boolean =>
  fixture.replies !== undefined ||
  fixture.times !== undefined ||
  fixture.until !== undefined ||
  fixture.given !== undefined ||
  fixture.then !== undefined ||
  usesState(fixture.reply);

/** What a fixture is called in a sentence. */
export const calledBy = ({ name, when, source }: Fixture): string => {
  const called = name === undefined ? `the fixture ${JSON.stringify(when)}` : `fixture ${JSON.stringify(name)}`;
  return source === undefined ? called : `${called} (${source})`;
};

/** A fixture made ready, with its place in the order of trial. */
export interface PreparedFixture {
  readonly fixture: Fixture;
  /** The same wherever the fixture was read: who added it, as which one, and its words. */
  readonly key: string;
  readonly test: PreparedWhen;
  /** The lowest rank that matches wins. */
  readonly rank: number;
}

/** Fixtures made ready, in the order of trial. */
export interface FixtureSet {
  readonly all: readonly PreparedFixture[];
  readonly finder: Finder<PreparedFixture>;
  readonly kin: Kin<PreparedFixture>;
  /** Headers that decide which of them match. */
  readonly headers: readonly string[];
  /** Are these replies nobody asked for? One that does not fit the request is then passed over without a word. */
  readonly canned: boolean;
}

/** Whose fixtures are put in order. */
interface Arrangement {
  readonly canned?: boolean;
  /** Sets keys apart where several owners have fixtures. */
  readonly owner?: string;
}

/** Orders fixtures by priority, then by how specific they are; among equals the one added last comes first. */
export function arrangeFixtures(
  fixtures: readonly Fixture[],
  { canned = false, owner = 'own' }: Arrangement = {},
): FixtureSet {
  const tests = fixtures.map((fixture, added) => ({ fixture, added, test: prepared(fixture) }));
  tests.sort(
    (a, b) =>
      (b.fixture.priority ?? 0) - (a.fixture.priority ?? 0) || b.test.weight - a.test.weight || b.added - a.added,
  );
  const all = tests.map(({ fixture, added, test }, rank) => ({
    fixture,
    key: keyOf(fixture, `${owner} ${added}`),
    test,
    rank,
  }));
  const headers = [...new Set(all.flatMap(({ test }) => test.headers))].sort();
  return { all, finder: createFinder(all), kin: createKin(all), headers, canned };
}

const prepared = ({ when, before = [] }: Fixture): PreparedWhen =>
  prepareWhen(when, before.length === 0 ? [] : [historyTest(before.map((one) => prepareWhen(one)))]);

/** Two processes that read the same file, each in a folder of its own, mean the same fixture. */
const keyOf = (fixture: Fixture, place: string): string =>
  isFickle(fixture) ? `${place} ${hashText(JSON.stringify({ ...fixture, source: undefined }), 0)}` : place;
