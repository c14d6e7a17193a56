import { hashText } from '../../lib';
import { labelled } from '../extract/labelled-values';
import { textForPattern } from '../pattern/generate-text';
import { textHolds } from '../schema/check-scalar';
import { type Constraints, remark } from '../schema/constraints';
import { FORMAT_FILLERS, formatSamples } from '../schema/formats';
import { listIn } from '../schema/keywords';
import { FOUND_FORMATS, foundFor, inventFor, isUsual } from './field-values';
import type { InstanceContext, ValueAttempt, ValueGenerator } from './instance-context';

/** No text is longer, whatever a schema asks for. */
const LONGEST_TEXT = 20_000;

/** A text that a demand takes; each variant gives another. */
export const text: ValueGenerator = (maker, demand, attempt) => {
  if (demand.length.min > LONGEST_TEXT) return undefined;
  const takes = (value: string): boolean =>
    demand.layers.every((layer) => textHolds(maker.tools, layer, value)) &&
    attempt.location.avoid?.has(JSON.stringify(value)) !== true;
  let left = attempt.variant + attempt.location.twist;
  let last: string | undefined;
  const told = new Set<string>();
  for (const value of candidates(maker, demand, attempt)) {
    if (value === undefined || told.has(value) || !takes(value)) continue;
    told.add(value);
    last = value;
    if (left === 0) return value;
    left -= 1;
  }
  return last;
};

/** Values of the question for a field; items of a list may be any things that it names one after the other. */
function valuesFor(
  { found }: InstanceContext,
  demand: Constraints,
  { name, path }: ValueAttempt['location'],
): readonly string[] {
  const isItem = path.at(-1) === 'items';
  // Items of a list are things that are named, not an answer in words.
  const own = foundFor(
    isItem ? { ...found, answer: undefined, topic: '' } : found,
    name,
    textOr(remark(demand, 'description')),
  );
  return own.length === 0 && isItem ? (found.lists[0] ?? []) : own;
}

/** From the likeliest on: what the question says, what the schema suggests, what can be made up. */
function* candidates(
  maker: InstanceContext,
  demand: Constraints,
  attempt: ValueAttempt,
): Generator<string | undefined> {
  const { found, filler, language } = maker;
  const { location } = attempt;
  const format = demand.formats[0] ?? '';
  const invented = Object.hasOwn(FORMAT_FILLERS, format) ? FORMAT_FILLERS[format] : undefined;
  const values = valuesFor(maker, demand, location);
  yield labelled(found, location.name);
  yield FOUND_FORMATS[format]?.(found);
  if (invented === undefined) yield values[location.index % Math.max(values.length, 1)];
  yield textOr(remark(demand, 'default')) || undefined;
  for (const layer of demand.layers)
    for (const example of listIn(layer, 'examples')) yield textOr(example) || undefined;
  for (let more = 0; invented !== undefined && more < INVENTED; more += 1)
    yield filler.value(invented, language, more === 0 ? location.seed : hashText(`more ${more}`, location.seed));
  yield* formatSamples(format, demand.length.min);
  if (!isUsual(location.name)) yield maker.otherwise;
  yield* patterned(maker, demand, attempt);
  yield* madeUp(maker, demand, attempt);
}

/** Values invented for one place before others are tried. */
const INVENTED = 6;

/** Texts of each pattern, of the length that is asked for. */
function* patterned(
  { tools }: InstanceContext,
  { patterns, length }: Constraints,
  { location }: ValueAttempt,
): Generator<string | undefined> {
  for (let more = 0; more < INVENTED; more += 1) {
    for (const source of patterns) {
      const pattern = tools.patterns(source);
      if (pattern !== undefined) yield textForPattern(pattern, length, hashText(`pattern ${more}`, location.seed));
    }
  }
}

function* madeUp(maker: InstanceContext, { length }: Constraints, { location }: ValueAttempt): Generator<string> {
  const { filler, language } = maker;
  const name = (more: number): string =>
    inventFor(location.name, {
      filler,
      language,
      seed: more === 0 ? location.seed : hashText(`word ${more}`, location.seed),
    });
  for (let more = 0; more < INVENTED; more += 1) yield sized(name(more), length);
  for (let more = 1; more <= NUMBERED; more += 1) yield sized(`${name(0)} ${more}`, length);
  for (const sign of SIGNS) yield sized(sign, length);
  yield '';
}

/** Texts told apart by a number, for lists whose items must differ. */
const NUMBERED = 24;
const SIGNS = [...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Cuts or stretches a text to the length that a schema wants. */
function sized(words: string, { min, max }: Constraints['length']): string {
  const signs = [...words];
  const stretched = signs.length < min ? [...words.repeat(Math.ceil(min / Math.max(signs.length, 1)))] : signs;
  return stretched.slice(0, Math.min(Math.max(min, signs.length), max)).join('');
}

/** A keyword's text, or none. */
export const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');
