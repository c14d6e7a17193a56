import { createSequence, type FillerKind, hashText, once } from '../../lib';
import { listsFile } from '../lexicon';
import type { FormContext } from './form-context';

/** Values to invent, by the noun that a prompt wants several of. */
const KINDS: readonly (readonly [noun: RegExp, kind: FillerKind])[] = [
  [/\bcit(?:y|ies)\b|towns?\b|capitals?\b|städte|villes|ciudades/iu, 'city'],
  [/\bcountr(?:y|ies)\b|länder|pays\b|países/iu, 'country'],
  [/farben|couleurs|colores|色/iu, 'color'],
  [/\bcompan(?:y|ies)|brands?\b|start-?ups?\b/iu, 'company'],
  [/\bproducts?\b|gifts?\b/iu, 'product'],
  [/\bjobs?\b|professions?|careers?/iu, 'job'],
  [/\be-?mails?\b/iu, 'email'],
  [/\bnames\b|\bnamen\b|\bnoms\b|\bnombres\b|名前|名字/iu, 'first-name'],
  [/people|persons?|users?\b|authors?|presidents?/iu, 'name'],
];

/** Sides of a thing that a list can speak of, where nothing more is known. */
const SIDES = [
  'cost',
  'time',
  'benefits',
  'risks',
  'first steps',
  'people',
  'places',
  'history',
  'tools',
  'habits',
  'questions',
  'examples',
  'limits',
  'results',
  'reasons',
];

/** Other attempts at a value that is new. */
const TRIES = 12;

/** Things of the kind that a prompt names. */
function thingsFor(plain: string): readonly string[] {
  const rows = once('things that everyone can name', () =>
    listsFile().map(({ noun, things }) => ({ pattern: new RegExp(String.raw`\b(?:${noun})`, 'iu'), things })),
  );
  return rows.find(({ pattern }) => pattern.test(plain))?.things ?? [];
}

function rotated(things: readonly string[], seed: number): readonly string[] {
  const first = createSequence(seed)() % things.length;
  return [...things.slice(first), ...things.slice(0, first)].map(
    (thing) => thing.charAt(0).toUpperCase() + thing.slice(1),
  );
}

/** So many different things in answer to a prompt: what it names itself, invented ones of their kind, or sides of its topic. */
export function itemsFor(count: number, { question, found, filler, seed }: FormContext): readonly string[] {
  const own = found.lists.flat();
  if (own.length > 0 && !/[?？]\s*$/u.test(question.plain)) return own.slice(0, Math.max(count, 1));
  const known = thingsFor(question.plain);
  if (known.length >= count) return rotated(known, seed).slice(0, count);
  const kind = KINDS.find(([noun]) => noun.test(question.plain))?.[1];
  const items: string[] = [];
  for (let at = 0; items.length < count && at < count * TRIES; at += 1) {
    const item =
      kind === undefined
        ? `${SIDES[at % SIDES.length]} of ${question.topic.replace(/[,.]/gu, '')}${at >= SIDES.length ? ` ${Math.floor(at / SIDES.length) + 1}` : ''}`
        : filler.value(kind, question.language, hashText(`entry ${at}`, seed));
    const text = item.charAt(0).toUpperCase() + item.slice(1);
    if (!items.includes(text)) items.push(text);
  }
  return items;
}

const STEPS = [
  'Gather what you need for {topic}.',
  'Prepare the place and the time.',
  'Begin with the part that everything else rests on.',
  'Go on part by part.',
  'Check the result.',
  'Tidy up and note what to do better next time.',
];

/** So many steps of a plan. */
export const stepsFor = (count: number, { question }: FormContext): readonly string[] =>
  Array.from({ length: count }, (_, at) =>
    at < STEPS.length
      ? (STEPS[at] ?? '').replace('{topic}', question.topic)
      : `Repeat the parts that need it, round ${at - STEPS.length + 2}.`,
  );
