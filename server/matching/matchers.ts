import { z } from 'zod';
import { asList } from '../core';
import { anyOf, type Indexable, type MatchTest, textTest } from './index-key';
import { jsonPathError } from './json-path';
import { allMembers, headerTest, type ResultCriterion, resultTest, valueTest } from './member-tests';
import { speaksOfReminders } from './reminders';
import { prepareText, type TextCriterion, textCriterion } from './text';
import { type NumberCriterion, numberCriterion, prepareNumber, type ValueCriterion, valueCriterion } from './value';

interface Matcher<Value> {
  readonly schema: z.ZodType<Value>;
  prepare(value: Value): MatchTest;
}

/** What each key of `when` may be, but for those that hold other whens. */
export interface MatchCriteria {
  readonly user: TextCriterion;
  readonly message: TextCriterion;
  readonly system: TextCriterion;
  readonly model: TextCriterion;
  readonly surface: TextCriterion;
  readonly tool: string | readonly string[];
  readonly tool_result: ResultCriterion;
  readonly turn: NumberCriterion;
  readonly headers: Readonly<Record<string, boolean | TextCriterion>>;
  readonly metadata: Readonly<Record<string, ValueCriterion>>;
  readonly body: Readonly<Record<string, ValueCriterion>>;
}

/** What a user said outweighs any other single thing. */
const WEIGHT = { user: 20, message: 3, system: 3, model: 2, surface: 1, tool: 2, turn: 2 } as const;

const names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const CRITERIA = 'a text, /a pattern/, {contains: …} and so on, or a list of which any may hold';

const SAID: Indexable = { id: 'user', what: 'the last user message', read: ({ user }) => [user] };
const WITH_REMINDERS: Indexable = {
  id: 'user-with-reminders',
  what: 'the last user message',
  read: ({ userWithReminders }) => [userWithReminders],
};

/** A matcher of a text of the request. */
const textMatcher = (facet: Indexable, weight: number): Matcher<TextCriterion> => ({
  schema: textCriterion.describe(`${facet.what}: ${CRITERIA}`),
  prepare: (value) => textTest(facet, prepareText(value), weight),
});

/** Keys of the body are paths; a bad one is told at its place. */
function insistOnPaths({ value, issues }: z.core.ParsePayload<Readonly<Record<string, ValueCriterion>>>): void {
  for (const key of Object.keys(value)) {
    const pattern = jsonPathError(key);
    if (pattern !== undefined)
      issues.push({ code: 'custom', input: value, path: [key], params: { code: 'pattern', pattern } });
  }
}

/** A row for each key of `when`; a new key does not compile without its row. */
export const matchers: { readonly [Key in keyof MatchCriteria]: Matcher<MatchCriteria[Key]> } = {
  user: {
    schema: textCriterion.describe(`${SAID.what}: ${CRITERIA}`),
    // A fixture sees what a coding client adds to the user's words only where it asks for it.
    prepare: (value) =>
      textTest(speaksOfReminders(JSON.stringify(value)) ? WITH_REMINDERS : SAID, prepareText(value), WEIGHT.user),
  },
  message: textMatcher({ id: 'message', what: 'any message', read: ({ texts }) => texts }, WEIGHT.message),
  system: textMatcher(
    { id: 'system', what: 'the system text', read: ({ prompt }) => [prompt.system ?? ''] },
    WEIGHT.system,
  ),
  model: textMatcher({ id: 'model', what: 'the model', read: ({ prompt }) => [prompt.model] }, WEIGHT.model),
  surface: textMatcher({ id: 'surface', what: 'the surface', read: ({ surface }) => [surface] }, WEIGHT.surface),
  tool: {
    schema: names.describe(
      'name of a tool that the request offers and lets the reply call, or a list of which any may be',
    ),
    prepare(value) {
      const wanted = asList(value);
      return {
        matches: ({ offered }) => offered.some(({ name }) => wanted.includes(name)),
        weight: WEIGHT.tool,
        indexKeys: [
          { how: 'is', facet: 'tools', values: wanted, read: ({ offered }) => offered.map(({ name }) => name) },
        ],
        explain: ({ offered }) =>
          `the request offers ${offered.length === 0 ? 'no tools' : anyOf(offered.map(({ name }) => name))}, wanted: ${anyOf(wanted)}.`,
      };
    },
  },
  tool_result: {
    schema: z
      .union([
        z.literal(true),
        names,
        z.strictObject({
          name: names.optional().describe('name of the tool, or a list of which any may be'),
          content: textCriterion.optional().describe('what the tool said'),
        }),
      ])
      .describe(
        'name of the tool whose result is the last message, a list, {name, content}, or true for any tool',
      ) as z.ZodType<MatchCriteria['tool_result']>,
    prepare: resultTest,
  },
  turn: {
    schema: numberCriterion.describe(
      'how many messages the user has written so far, this one included: 2, [1, 2], {min: 3}',
    ),
    prepare(value) {
      const { matches, wanted } = prepareNumber(value);
      return {
        matches: ({ turns }) => matches(turns),
        weight: WEIGHT.turn,
        explain: ({ turns }) => `this is turn ${turns} of the user, wanted: ${wanted}.`,
      };
    },
  },
  headers: {
    schema: z
      .record(z.string().min(1), z.union([z.boolean(), textCriterion]))
      .describe(
        'headers of the request: a criterion of the text; true where it must be there, false where it must not',
      ),
    prepare: (value) => allMembers(Object.entries(value).map(([name, wanted]) => headerTest(name, wanted))),
  },
  metadata: {
    schema: z.record(z.string().min(1), valueCriterion).describe('members of the metadata of the request'),
    prepare: (value) =>
      allMembers(
        Object.entries(value).map(([key, wanted]) =>
          valueTest(`metadata ${key}`, `$.metadata[${JSON.stringify(key)}]`, wanted),
        ),
      ),
  },
  body: {
    schema: z
      .record(z.string(), valueCriterion)
      .check(insistOnPaths)
      .describe(
        'values of the body by JSONPath, such as $.temperature: {max: 0.5}; a list of values fits where one does',
      ),
    prepare: (value) => allMembers(Object.entries(value).map(([at, wanted]) => valueTest(`body ${at}`, at, wanted))),
  },
};
