import { ProblemError, type ToolSpec } from '../../../server/core';
import { ask, turnsFor } from './prompts';

type Syntax = NonNullable<ToolSpec['grammar']>['syntax'];

async function inputFor(syntax: Syntax, definition: string, { user = 'Please begin', seed = 1 } = {}): Promise<string> {
  const tools: ToolSpec[] = [{ kind: 'custom', name: 'say', grammar: { syntax, definition } }];
  const { turn } = await turnsFor(ask(user, { tools, toolChoice: { type: 'required' } }), { seed });
  const [part] = turn.parts;
  return part?.type === 'tool-call' ? part.input : '';
}

const LARK: readonly (readonly [string, string, RegExp])[] = [
  [
    'arithmetic, as the documentation shows it',
    `
start: expr
expr: term (SP ADD SP term)* -> add
    | term
term: factor (SP MUL SP factor)* -> mul
    | factor
factor: INT
SP: " "
ADD: "+"
MUL: "*"
%import common.INT
`,
    /^\d+(?: [+*] \d+)*$/,
  ],
  [
    'words with ignored blanks between them',
    `
// a little SQL
start: "SELECT"i cols "FROM"i NAME ["LIMIT" INT] ";"
cols: "*" | NAME ("," NAME)*
NAME: /[a-z_][a-z0-9_]{2,8}/
%import common (INT, WS)
%ignore WS
`,
    /^SELECT ?(?:\*|[a-z_]\w{2,8}(?:,[a-z_]\w{2,8})*) ?FROM [a-z_]\w{2,8}(?: LIMIT ?\d+)?;$/,
  ],
  ['ranges, repetition and escapes', 'start: ("a".."f")~2..3 "\\n" X{2} "\\""?\nX: /[0-9]/', /^[a-f]{2,3}\n\d{2}"?$/],
  ['recursion that must end', 'start: a\na: "(" a ")" | "[" a a "]" | "x"', /^[()[\]x]+$/],
  ['rules with marks, priorities and attributes', '?start: !inner\ninner.2: WORD\nWORD[lazy]: /[a-z]+/i', /^[a-z]+$/i],
];

/** Rules that each only lead to the next. */
const deep = (rules: number): string =>
  ['start: r0', ...Array.from({ length: rules }, (_, at) => `r${at}: r${at + 1}`), `r${rules}: "x"`].join('\n');

describe('the input of a custom tool keeps its grammar', () => {
  test.each(LARK)('lark: %s', async (_what, definition, form) => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) expect(await inputFor('lark', definition, { seed })).toMatch(form);
  });

  test.each(['^[A-Z]{2}-\\d{4}$', 'red|green|blue', '(?i)yes|no', '(?P<year>\\d{4})-(?P<month>0[1-9]|1[0-2])'])(
    'regex: %s',
    async (definition) => {
      const body = definition.replace('(?i)', '').replaceAll('(?P<', '(?<');
      for (const seed of [1, 2, 3, 4, 5])
        expect(await inputFor('regex', definition, { seed })).toMatch(new RegExp(`^(?:${body})$`, 'i'));
    },
  );

  test('with values of the question where they fit', async () => {
    expect(await inputFor('regex', '\\d{4}-\\d{2}-\\d{2}', { user: 'Go on 2026-05-03' })).toBe('2026-05-03');
    expect(
      await inputFor('lark', 'start: "at " DATE\nDATE: /\\d{4}-\\d\\d-\\d\\d/', { user: 'Go on 2026-05-03' }),
    ).toBe('at 2026-05-03');
  });

  test.each<[Syntax, string, RegExp]>([
    ['lark', 'begin: "x"', /no rule named start/],
    ['lark', 'start: other', /other is used but not defined/],
    ['lark', 'start: "a" start', /never ends/],
    ['lark', 'start: "a"\nrest: ^', /line 2: "\^" is not understood/],
    ['lark', 'start: ("a"', /\) was expected/],
    ['lark', '%import common.NOTHING\nstart: "a"', /common has no NOTHING/],
    ['lark', 'start: /(/', /regular expression/],
    ['lark', `start: "${'a'.repeat(200_000)}"`, /it is longer than 200000 characters/],
    ['lark', deep(2_100), /it goes too deep|its shortest texts take more work than llmulator spends on one/],
    ['regex', '(', /no regular expression/],
    ['regex', 'a^', /no text was found/],
  ])('%s %.60j is refused as unreadable', async (syntax, definition, reason) => {
    const refusal = await inputFor(syntax, definition).catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(ProblemError);
    expect((refusal as ProblemError).problem).toMatchObject({
      kind: 'unsatisfiable-schema',
      facts: { of: "the grammar of tool 'say'", reason: expect.stringMatching(reason) },
    });
  });
});
