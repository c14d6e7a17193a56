import type { AST } from '@eslint-community/regexpp';
import { createSequence, type Sequence } from '../../lib';
import { isSign, type SignNode, takes } from './match';
import type { TextPattern } from './read';

/** How long a text must be, in signs. */
export interface Length {
  readonly min: number;
  readonly max: number;
}

/** Texts tried for one pattern. */
const ATTEMPTS = 40;
/** Repetitions beyond the least that are made where no length is asked for. */
const USUAL_MORE = 3;
/** Longest text that is made. */
const LONGEST = 20_000;

interface PatternTextRun {
  readonly draw: Sequence;
  readonly flags: string;
  readonly captures: Map<AST.CapturingGroup, string>;
}

/** A text that a pattern takes, of a given length; undefined where none was found within the bound. */
export function textForPattern(pattern: TextPattern, length: Length, seed: number): string | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const text = draft(pattern, length, seed + attempt);
    if (text === undefined) return undefined;
    const size = [...text].length;
    if (size >= length.min && size <= length.max && pattern.test(text)) return text;
  }
  return undefined;
}

/** Signs of a pattern's shortest text. */
export const leastLength = ({ tree }: TextPattern): number => spanOf(tree).min;

function draft({ tree, flags }: TextPattern, { min, max }: Length, seed: number): string | undefined {
  const saying: PatternTextRun = { draw: createSequence(seed), flags, captures: new Map() };
  const span = spanOf(tree);
  if (span.min > Math.min(max, LONGEST) || min > LONGEST) return undefined;
  const free = usualLength(span, saying.draw);
  const said = choose(saying, tree.alternatives, Math.min(Math.max(free, Math.min(min, span.max)), max));
  const overlaid = overlay(saying, tree, said);
  return padded(saying, overlaid, { min, max });
}

/** Where no length is asked for, a few signs more than the least. */
const usualLength = ({ min, max }: Length, draw: Sequence): number =>
  Math.min(max, min + (max === min ? 0 : 1 + (draw() % (min < USUAL_MORE ? USUAL : USUAL_MORE))));
const USUAL = 8;

/** What an open pattern leaves free may be filled with letters. */
function padded({ draw }: PatternTextRun, text: string, { min }: Length): string {
  const lacking = min - [...text].length;
  if (lacking <= 0) return text;
  const letters = Array.from({ length: lacking }, () => LETTERS[draw() % LETTERS.length]).join('');
  return draw() % 2 === 0 ? text + letters : letters + text;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const spans = new WeakMap<object, Length>();

/** Least and most signs of a node's texts. */
function spanOf(node: AST.Element | AST.Pattern | AST.Alternative): Length {
  const known = spans.get(node);
  if (known !== undefined) return known;
  const span = measured(node);
  spans.set(node, span);
  return span;
}

function measured(node: AST.Element | AST.Pattern | AST.Alternative): Length {
  if (node.type === 'Assertion' || node.type === 'Backreference') return { min: 0, max: 0 };
  if (node.type === 'Quantifier') {
    const { min, max } = spanOf(node.element);
    return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
  }
  if (node.type === 'Alternative') return node.elements.map(spanOf).reduce(sum, { min: 0, max: 0 });
  if (!('alternatives' in node)) return { min: 1, max: 1 };
  const inner = node.alternatives.map(spanOf);
  return { min: Math.min(...inner.map(({ min }) => min)), max: Math.max(...inner.map(({ max }) => max)) };
}

const sum = (a: Length, b: Length): Length => ({ min: a.min + b.min, max: a.max + b.max });

/** An alternative that can be as long as wanted, else the one that comes nearest. */
function choose(saying: PatternTextRun, alternatives: readonly AST.Alternative[], wanted: number): string {
  const able = alternatives.filter((one) => spanOf(one).min <= wanted && wanted <= spanOf(one).max);
  const among = able.length > 0 ? able : nearest(alternatives, wanted);
  const chosen = among[saying.draw() % among.length];
  return chosen === undefined ? '' : inTurn(saying, chosen.elements, wanted);
}

function nearest(alternatives: readonly AST.Alternative[], wanted: number): readonly AST.Alternative[] {
  const distance = (one: AST.Alternative) => Math.max(spanOf(one).min - wanted, wanted - spanOf(one).max);
  const least = Math.min(...alternatives.map(distance));
  return alternatives.filter((one) => distance(one) === least);
}

/** Shares what is wanted beyond the least out among the elements. */
function inTurn(saying: PatternTextRun, elements: readonly AST.Element[], wanted: number): string {
  const own = elements.map(spanOf);
  let spare = Math.max(0, wanted - own.reduce((total, { min }) => total + min, 0));
  const shares = own.map(({ min }) => min);
  const open = own.flatMap(({ min, max }, at) => (max > min ? [at] : []));
  for (let first = open.length === 0 ? 0 : saying.draw() % open.length; open.length > 0 && spare > 0; ) {
    const at = open[first % open.length] ?? 0;
    const { min, max } = own[at] ?? { min: 0, max: 0 };
    const room = max - min;
    const last = open.length === 1;
    const given = Math.min(room, last ? spare : 1 + (saying.draw() % spare));
    shares[at] = min + given;
    spare -= given;
    open.splice(first % open.length, 1);
    if (open.length > 0) first = saying.draw() % open.length;
  }
  return elements.map((element, at) => say(saying, element, shares[at] ?? 0)).join('');
}

function say(saying: PatternTextRun, node: AST.Element, wanted: number): string {
  if (isSign(node)) return signOf(saying, node);
  switch (node.type) {
    case 'Assertion':
      return '';
    case 'Backreference': {
      const group = Array.isArray(node.resolved) ? node.resolved[0] : node.resolved;
      return (group && saying.captures.get(group)) ?? '';
    }
    case 'Quantifier':
      return repeat(saying, node, wanted);
    case 'CapturingGroup': {
      const text = choose(saying, node.alternatives, wanted);
      saying.captures.set(node, text);
      return text;
    }
    default:
      return 'alternatives' in node ? choose(saying, node.alternatives, wanted) : '';
  }
}

function repeat(saying: PatternTextRun, node: AST.Quantifier, wanted: number): string {
  const { min, max } = spanOf(node.element);
  if (max === 0) return node.min === 0 ? '' : say(saying, node.element, 0);
  const fewest = Math.max(node.min, Math.ceil(wanted / max));
  const most = Math.min(node.max, min === 0 ? Math.max(fewest, 1) : Math.floor(wanted / min));
  const count = most <= fewest ? fewest : fewest + (saying.draw() % (most - fewest + 1));
  let left = wanted;
  const texts: string[] = [];
  for (let at = 0; at < Math.min(count, LONGEST); at += 1) {
    const share = Math.min(max, Math.max(min, Math.round(left / (count - at))));
    texts.push(say(saying, node.element, share));
    left -= share;
  }
  return texts.join('');
}

/** Signs that a reader expects come first; then what the node itself names; then samples of the world's scripts. */
const PLAIN = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const MARKS = [...' -_.,:;!?@#$%&*+/=()[]{}<>\'"^`|~\\\n\t\r'];
const SAMPLES = [...'éüñßàøčΩλπЖдяאשعسहिनกข中文字日本語あカ한국글１２€£¥→∑😀🎉\u00a0\u2028\u0000'];

const alphabets = new WeakMap<object, readonly string[]>();

function signOf({ draw, flags }: PatternTextRun, node: SignNode): string {
  if (node.type === 'Character') return String.fromCodePoint(node.value);
  let signs = alphabets.get(node);
  if (signs === undefined) {
    signs = alphabetOf(node, flags);
    alphabets.set(node, signs);
  }
  return signs[draw() % Math.max(signs.length, 1)] ?? '';
}

function alphabetOf(node: SignNode, flags: string): readonly string[] {
  const taken = (signs: readonly string[]) => signs.filter((sign) => takes(node, sign, flags));
  const plain = taken(PLAIN);
  if (plain.length > 0) return plain;
  const marks = taken(MARKS);
  if (marks.length > 0) return marks;
  const named = taken(namedBy(node));
  if (named.length > 0) return named;
  const samples = taken(SAMPLES);
  return samples.length > 0
    ? samples
    : taken(Array.from({ length: LAST_SCANNED }, (_, at) => String.fromCodePoint(at)));
}

/** Code points below this are tried one by one where no sample fits. */
const LAST_SCANNED = 0x3100;

const namedBy = (node: SignNode): readonly string[] =>
  node.type !== 'CharacterClass'
    ? []
    : node.elements.flatMap((element) => {
        if (element.type === 'Character') return [String.fromCodePoint(element.value)];
        if (element.type !== 'CharacterClassRange') return [];
        const { min, max } = element;
        return Array.from({ length: FROM_RANGE }, (_, at) =>
          String.fromCodePoint(min.value + Math.floor(((max.value - min.value) * at) / (FROM_RANGE - 1))),
        );
      });

/** Signs taken from a range of letters that no sample has. */
const FROM_RANGE = 24;

/** What lookaheads ask for is laid over the text, each piece at a place of its own. */
function overlay(saying: PatternTextRun, tree: AST.Pattern, text: string): string {
  const pieces = tree.alternatives
    .flatMap(({ elements }) => elements)
    .flatMap((node) => (node.type === 'Assertion' && node.kind === 'lookahead' && !node.negate ? [node] : []))
    .map(({ alternatives }) =>
      choose(saying, alternatives, Math.min(...alternatives.map((alternative) => spanOf(alternative).min))),
    )
    .map((piece) => [...piece]);
  const signs = [...text];
  let at = pieces.length === 0 ? 0 : saying.draw() % (signs.length + 1);
  for (const piece of pieces) {
    if (at + piece.length > signs.length) at = 0;
    signs.splice(at, piece.length, ...piece);
    at += piece.length;
  }
  return signs.join('');
}
