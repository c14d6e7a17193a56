import { z } from 'zod';
import { isJsonObject, type JsonObject, type StopReason } from '../core';
import { type PreparedWhen, prepareWhen, type When, whenSchema } from '../matching';
import { type FileFault, readDocument } from '../validation';

const STOPS = [
  'end',
  'length',
  'stop-sequence',
  'tool-calls',
  'refusal',
  'content-filter',
  'pause',
  'context-window',
] as const satisfies readonly StopReason[];

const call = z
  .strictObject({
    name: z.string().min(1).describe('name of the tool'),
    arguments: z
      .union([z.string(), z.record(z.string(), z.json())])
      .describe('an object, or the very text that is sent: broken JSON too, or the free text of a custom tool'),
  })
  .describe('one call of a tool');

const part = z
  .union([
    z.strictObject({ text: z.string().describe('words of the answer') }),
    z.strictObject({ reasoning: z.string().describe('thoughts before the answer') }),
    z.strictObject({ call }),
    z.strictObject({ refusal: z.string().describe('words by which the model declines') }),
  ])
  .describe('one thing that is said: text, reasoning, call or refusal');

const fullReply = z
  .strictObject({
    text: z.string().optional().describe('words of the answer'),
    reasoning: z.string().optional().describe('thoughts before the answer; said where the request asks for reasoning'),
    refusal: z.string().optional().describe('words by which the model declines'),
    calls: z.array(call).min(1).optional().describe('calls of tools, in their order'),
    parts: z
      .array(part)
      .min(1)
      .optional()
      .describe('all of the reply as an ordered list, instead of the members above'),
    stop: z.enum(STOPS).optional().describe('why the turn ends; known from the parts where it is absent'),
    anyway: z
      .boolean()
      .optional()
      .describe('send the reply even where the request asks for another form, such as a required call'),
  })
  .describe('a reply in its parts');

const replySchema = z.union([z.string(), fullReply]).describe('what is answered: a text, or a reply in its parts');

const fixtureSchema = z
  .strictObject({
    name: z.string().min(1).optional().describe('a name for logs, headers and messages'),
    when: whenSchema.default({}),
    reply: replySchema,
  })
  .describe('one reply and the requests that get it');

/** The schema of a fixture file. */
export const fixtureFileSchema = z.strictObject({
  fixtures: z.array(fixtureSchema).describe('replies by what must hold of the request'),
});

/** One `when → reply`, as a file or a program writes it. */
export interface Fixture {
  readonly name?: string | undefined;
  readonly when: When;
  readonly reply: z.infer<typeof replySchema>;
}

/** A reply in its parts, as a fixture writes it. */
export type FixtureReply = z.infer<typeof fullReply>;

/** One part of a reply, as a fixture writes it. */
export type FixturePart = z.infer<typeof part>;

/** Gives a fixture its type where it is written in a program. */
export const defineFixture = (fixture: Fixture): Fixture => fixture;

/** Reads a file's text, YAML or JSON; faults bear line and column. */
export function loadFixtures(
  file: string,
  text: string,
): { readonly fixtures: readonly Fixture[] } | { readonly faults: readonly FileFault[] } {
  const read = readDocument(file, text, fixtureFileSchema);
  return 'faults' in read ? read : { fixtures: read.value.fixtures };
}

/** A fixture given by a program that is none; the message names the member and the nearest valid key. */
export class BadFixture extends Error {
  override readonly name = 'BadFixture';
}

/** Fixtures that a program gives: one, a list of them, or what a file holds. */
export function parseFixtures(given: unknown): readonly Fixture[] {
  const listed =
    isJsonObject(given) && 'fixtures' in given ? given : { fixtures: Array.isArray(given) ? given : [given] };
  const read = loadFixtures('fixture', JSON.stringify(listed));
  if ('faults' in read) throw new BadFixture(read.faults.map(({ message }) => message).join('\n'));
  return read.fixtures;
}

/** A fixture made ready, with its place in the order of trial. */
export interface PreparedFixture {
  readonly fixture: Fixture;
  readonly test: PreparedWhen;
  /** The lowest rank that matches wins. */
  readonly rank: number;
}

/** Fixtures made ready: exact user texts by key, all others in the order of trial. */
export interface FixtureSet {
  readonly all: readonly PreparedFixture[];
  readonly byUser: ReadonlyMap<string, readonly PreparedFixture[]>;
  readonly others: readonly PreparedFixture[];
}

/** Orders fixtures by how specific they are; among equals the one added last comes first. */
export function arrangeFixtures(fixtures: readonly Fixture[]): FixtureSet {
  const tests = fixtures.map((fixture, added) => ({ fixture, added, test: prepareWhen(fixture.when) }));
  tests.sort((a, b) => b.test.weight - a.test.weight || b.added - a.added);
  const all = tests.map(({ fixture, test }, rank) => ({ fixture, test, rank }));
  const byUser = new Map<string, PreparedFixture[]>();
  for (const row of all) {
    for (const key of new Set(row.test.userKeys)) byUser.set(key, [...(byUser.get(key) ?? []), row]);
  }
  return { all, byUser, others: all.filter(({ test }) => test.userKeys === undefined) };
}

/** The parts of a reply in their order, whichever way it is written. */
export function partsOf(reply: Fixture['reply']): readonly FixturePart[] {
  if (typeof reply === 'string') return [{ text: reply }];
  const { reasoning, text, refusal, calls = [], parts = [] } = reply;
  return [
    ...(reasoning === undefined ? [] : [{ reasoning }]),
    ...(text === undefined ? [] : [{ text }]),
    ...(refusal === undefined ? [] : [{ refusal }]),
    ...calls.map((one) => ({ call: one })),
    ...parts,
  ];
}

/** JSON text of a call's input. */
export const inputOf = (input: string | JsonObject): string =>
  typeof input === 'string' ? input : JSON.stringify(input);
