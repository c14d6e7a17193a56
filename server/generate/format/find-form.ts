import type { Prompt } from '../../core';
import type { FoundForm } from './form';
import {
  describedSchema,
  jsonLines,
  keyList,
  map,
  notation,
  numberArray,
  stringArray,
  taggedKeys,
  yaml,
} from './json-forms';
import { commaList, csv, haiku, lines, table } from './list-forms';
import { textsOf, withoutFormat } from './prompt-texts';
import type { Recogniser } from './recogniser';
import {
  date,
  exact,
  labels,
  lastLine,
  letterLine,
  marked,
  number,
  react,
  sentenceCount,
  tags,
  words,
} from './text-forms';

/** The forms in the order in which they are looked for: particular ones before general ones. */
const RECOGNISERS: readonly Recogniser[] = [
  react,
  marked,
  exact,
  letterLine,
  taggedKeys,
  describedSchema,
  jsonLines,
  numberArray,
  notation,
  map,
  csv,
  table,
  yaml,
  tags,
  lastLine,
  keyList,
  date,
  number,
  commaList,
  labels,
  stringArray,
  haiku,
  lines,
  words,
  sentenceCount,
];

/** Forms of JSON, where the request asks for JSON besides. */
const JSON_RECOGNISERS: readonly Recogniser[] = [
  taggedKeys,
  describedSchema,
  numberArray,
  notation,
  map,
  keyList,
  labels,
  stringArray,
];

/** The form that a prompt asks for in words; undefined where it asks for none. */
export function findForm(prompt: Prompt): FoundForm | undefined {
  if (!found.has(prompt)) found.set(prompt, searchForm(prompt));
  return found.get(prompt);
}

/** Both the reply and the journal ask for the form of a prompt, which never changes. */
const found = new WeakMap<Prompt, FoundForm | undefined>();

function searchForm(prompt: Prompt): FoundForm | undefined {
  const texts = textsOf(prompt);
  if (texts.all.trim() === '') return undefined;
  for (const recognise of prompt.output.type === 'json' ? JSON_RECOGNISERS : RECOGNISERS) {
    const seen = recognise(texts, prompt);
    if (seen !== undefined) return { form: seen.form, material: materialOf(texts.user, seen.spans ?? []) };
  }
  return undefined;
}

/** Objects and sentences of examples. */
const EXAMPLE =
  /\{[^{}\n]{0,400}\{[^{}\n]*\}[^{}\n]*\}|\{\s*"[^{}\n]{0,400}\}|^[^\n]*(?:well-formatted|for (?:instance|example),? (?:with|for) the schema|is none\.)[^\n]*$/gimu;

/** A user's text without the format's own words. A span that begins with NUL is the whole text already. */
function materialOf(user: string, spans: readonly string[]): string {
  const whole = spans.find((span) => span.startsWith('\u0000'))?.slice(1);
  const cut = spans
    .filter((span) => !span.startsWith('\u0000') && span !== '')
    .reduce((text, span) => text.replace(span, () => '\n'), whole ?? user);
  const material = withoutFormat(cut.replace(/```[\w-]*\s*```/gu, '').replace(EXAMPLE, ' '));
  return material.trim() === '' ? cut : material;
}
