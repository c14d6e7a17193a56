import type { AST } from '@eslint-community/regexpp';

/** Steps after which a text counts as not matched. */
const MOST_STEPS = 60_000;

/** What a match needs to know of its pattern. */
interface MatchOptions {
  readonly flags: string;
}

/** Goes on behind what has been matched so far, at a place in the text. */
type Then = (at: number) => boolean;

interface MatchRun {
  readonly signs: readonly string[];
  readonly flags: string;
  readonly captures: Map<AST.CapturingGroup, string>;
  steps: number;
}

/** Does a pattern stand in a text? Backtracks like any engine, but gives up after so many steps. */
export function matches(tree: AST.Pattern, text: string, { flags }: MatchOptions): boolean {
  const run: MatchRun = { signs: [...text], flags, captures: new Map(), steps: 0 };
  try {
    for (let start = 0; start <= run.signs.length; start += 1) {
      if (choice(run, tree.alternatives, [start, () => true])) return true;
    }
  } catch (thrown) {
    if (thrown instanceof MatchLimitReached || thrown instanceof RangeError) return false;
    throw thrown;
  }
  return false;
}

/** All places where a pattern that begins at a place may end; undefined where that takes too long. */
export function endsOf(
  tree: AST.Pattern,
  { signs, at }: { readonly signs: readonly string[]; readonly at: number },
  { flags }: MatchOptions,
): ReadonlySet<number> | undefined {
  const run: MatchRun = { signs, flags, captures: new Map(), steps: 0 };
  const ends = new Set<number>();
  // Nothing is ever good enough, so that every way is tried.
  const note: Then = (end) => {
    ends.add(end);
    return false;
  };
  try {
    choice(run, tree.alternatives, [at, note]);
    return ends;
  } catch (thrown) {
    if (thrown instanceof MatchLimitReached || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

class MatchLimitReached extends Error {}

type MatchPlace = readonly [at: number, then: Then];

const choice = (run: MatchRun, alternatives: readonly AST.Alternative[], [at, then]: MatchPlace): boolean =>
  alternatives.some(({ elements }) => sequence(run, elements, [at, then]));

function sequence(run: MatchRun, elements: readonly AST.Element[], [at, then]: MatchPlace): boolean {
  const [first, ...rest] = elements;
  if (first === undefined) return then(at);
  return one(run, first, [at, (next) => sequence(run, rest, [next, then])]);
}

function one(run: MatchRun, node: AST.Element, [at, then]: MatchPlace): boolean {
  run.steps += 1;
  if (run.steps > MOST_STEPS) throw new MatchLimitReached();
  switch (node.type) {
    case 'Group':
      return choice(run, node.alternatives, [at, then]);
    case 'CapturingGroup':
      return choice(run, node.alternatives, [at, (end) => captured(run, node, [at, end, then])]);
    case 'Quantifier':
      return isSign(node.element) ? signs(run, node, [at, then]) : repeated(run, node, [at, 0, then]);
    case 'Assertion':
      return holds(run, node, at) && then(at);
    case 'Backreference':
      return again(run, node, [at, then]);
    default:
      return at < run.signs.length && takes(node, run.signs[at] ?? '', run.flags) && then(at + 1);
  }
}

function captured(run: MatchRun, group: AST.CapturingGroup, [start, end, then]: [number, number, Then]): boolean {
  const before = run.captures.get(group);
  run.captures.set(group, run.signs.slice(start, end).join(''));
  if (then(end)) return true;
  if (before === undefined) run.captures.delete(group);
  else run.captures.set(group, before);
  return false;
}

function again(run: MatchRun, node: AST.Backreference, [at, then]: MatchPlace): boolean {
  const resolved = Array.isArray(node.resolved) ? node.resolved[0] : node.resolved;
  const words = [...((resolved && run.captures.get(resolved)) ?? '')];
  return words.every((sign, index) => run.signs[at + index] === sign) && then(at + words.length);
}

/** A node that takes exactly one sign. */
export type SignNode = AST.Character | AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass;

/** Does a node take exactly one sign? */
export const isSign = (node: AST.Element): node is SignNode =>
  node.type === 'Character' ||
  node.type === 'CharacterClass' ||
  node.type === 'CharacterSet' ||
  node.type === 'ExpressionCharacterClass';

/** Repetitions of one sign are counted, not nested. */
function signs(run: MatchRun, { element, min, max, greedy }: AST.Quantifier, [at, then]: MatchPlace): boolean {
  let most = 0;
  while (most < max && at + most < run.signs.length && takes(element, run.signs[at + most] ?? '', run.flags)) most += 1;
  run.steps += most;
  for (let tried = 0; tried <= most - min; tried += 1) {
    if (then(at + (greedy ? most - tried : min + tried))) return true;
  }
  return false;
}

function repeated(run: MatchRun, node: AST.Quantifier, [at, count, then]: [number, number, Then]): boolean {
  const { element, min, max, greedy } = node;
  const more = () =>
    count < max &&
    one(run, element, [at, (next) => (next > at || count < min) && repeated(run, node, [next, count + 1, then])]);
  const enough = () => count >= min && then(at);
  return greedy ? more() || enough() : enough() || more();
}

function holds(run: MatchRun, node: AST.Assertion, at: number): boolean {
  switch (node.kind) {
    case 'start':
      return at === 0 || (run.flags.includes('m') && run.signs[at - 1] === '\n');
    case 'end':
      return at === run.signs.length || (run.flags.includes('m') && run.signs[at] === '\n');
    case 'word':
      return (isWord(run.signs[at - 1]) !== isWord(run.signs[at])) !== node.negate;
    case 'lookahead':
      return choice(run, node.alternatives, [at, () => true]) !== node.negate;
    case 'lookbehind':
      return behind(run, node, at) !== node.negate;
  }
}

const behind = (run: MatchRun, node: AST.LookbehindAssertion, at: number): boolean =>
  Array.from({ length: at + 1 }, (_, start) => start).some((start) =>
    choice(run, node.alternatives, [start, (end) => end === at]),
  );

const isWord = (sign: string | undefined): boolean => sign !== undefined && /\w/u.test(sign);

const tests = new WeakMap<object, RegExp>();

/** Does a node take a sign? The engine itself is asked, by the node's own words. */
export function takes(node: AST.Element, sign: string, flags: string): boolean {
  if (node.type === 'Character' && !flags.includes('i')) return sign === String.fromCodePoint(node.value);
  let test = tests.get(node);
  if (test === undefined) {
    test = new RegExp(`^(?:${node.raw})$`, flags.replace('m', ''));
    tests.set(node, test);
  }
  return test.test(sign);
}
