import { ProblemError, type ToolSpec } from '../../core';
import { hashText } from '../../lib';
import type { ExtractedValues } from '../extract/extracted-values';
import { textForLark } from '../grammar/lark-generate';
import { parseLark } from '../grammar/lark-parse';
import { BadGrammar } from '../grammar/lark-tokens';
import { textForPattern } from '../pattern/generate-text';
import { createPatternReader, wholePattern } from '../pattern/read';

/** With what the input of a custom tool is made. */
export interface CustomInput {
  readonly found: ExtractedValues;
  readonly seed: number;
  /** What is said where no grammar sets a form. */
  readonly words: string;
}

const patterns = createPatternReader();

/** The input of a custom tool: words of the question, or a text that its grammar takes. */
export function customInput({ name, grammar }: ToolSpec, context: CustomInput): string {
  if (grammar === undefined) return context.words;
  try {
    return makers[grammar.syntax](grammar.definition, context);
  } catch (thrown) {
    if (!(thrown instanceof BadGrammar)) throw thrown;
    throw new ProblemError('unsatisfiable-schema', {
      of: `the grammar of tool '${name}'`,
      path: '',
      reason: thrown.message,
    });
  }
}

type InputMaker = (definition: string, context: CustomInput) => string;

const makers: { readonly [Syntax in NonNullable<ToolSpec['grammar']>['syntax']]: InputMaker } = {
  regex(definition, { found, seed, words }) {
    const pattern = wholePattern(patterns, definition);
    if (pattern === undefined) throw new BadGrammar('it is no regular expression');
    const told = [words, ...textsIn(found)].find((text) => pattern.test(text));
    const made = told ?? textForPattern(pattern, { min: 0, max: LONGEST }, hashText(definition, seed));
    if (made === undefined) throw new BadGrammar('no text was found that it takes');
    return made;
  },
  lark: (definition, { found, seed }) => textForLark(parseLark(definition), { patterns, seed, found: textsIn(found) }),
};

const LONGEST = 2000;

/** Values of the question as texts, the particular ones first. */
const textsIn = (found: ExtractedValues): readonly string[] => [
  ...(found.snippet === undefined ? [] : [found.snippet]),
  ...found.quoted,
  ...found.dates,
  ...found.times,
  ...found.emails,
  ...found.urls,
  ...(found.expression === undefined ? [] : [found.expression]),
  ...found.numbers.map(String),
  ...found.places,
  ...found.names,
  ...found.codes,
];
