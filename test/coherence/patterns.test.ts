import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const SERVER = join(__dirname, '..', '..', 'server');

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    return path.endsWith('.ts') ? [path] : [];
  });

/** Files outside server/lib that build a pattern, and from what. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'generate/extract/arithmetic.ts': 'our own words',
  'generate/extract/gazetteer.ts': 'built-in data',
  'generate/extract/units.ts': 'built-in data',
  'generate/format/items.ts': 'built-in data',
  'generate/text/question.ts': 'built-in data',
  'generate/tools/tool-topics.ts': 'built-in data',
  'generate/extract/labelled-values.ts': 'letters and digits of a field name',
  'generate/extract/places.ts': 'our own words',
  'generate/format/amounts.ts': 'our own words',
  'generate/format/find-notation.ts': 'letters and digits of a type name',
  'generate/format/json-forms.ts': 'our own words',
  'generate/format/keys.ts': 'our own words',
  'generate/format/labels.ts': 'our own words',
  'generate/format/list-forms.ts': 'our own words',
  'generate/format/text-forms.ts': 'our own words',
  'generate/extract/quantities.ts': 'our own words',
  'generate/instance/field-names.ts': 'our own words',
  'generate/text/plain-answer.ts': 'a number of the prompt',
  'generate/pattern/match.ts': 'one character class of a parsed pattern',
  'generate/pattern/read.ts': 'a parsed pattern without nested repetition, for texts of bounded length',
  'generate/schema/description-keywords.ts': 'our own words',
  'generate/text/code-answer.ts': 'our own words',
  'generate/tools/match-tools.ts': 'small letters of a tool name',
  'providers/openai/dialect/categories.ts': 'our own words',
};

test('a pattern of a user or a client is compiled in server/lib alone, on an engine without backtracking', () => {
  const makers = filesIn(SERVER)
    .filter((file) => /\bRegExp\(/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(SERVER, file))
    .filter((file) => !file.startsWith('lib/'));
  expect(makers.filter((file) => !(file in EXCEPTIONS))).toEqual([]);
});
