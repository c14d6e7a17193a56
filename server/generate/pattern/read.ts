import type { AST } from '@eslint-community/regexpp';
import { endsOf, matches } from './match';

/** A client's regular expression, ready to be held against texts and to be turned round. */
export interface TextPattern {
  readonly source: string;
  readonly tree: AST.Pattern;
  readonly flags: string;
  /** Does it stand in a text? Never runs for long: what cannot be told within the bound counts as no. */
  test(text: string): boolean;
  /** Where it may end, counted in signs, if it begins at a place; undefined where that takes too long. */
  ends(signs: readonly string[], at: number): ReadonlySet<number> | undefined;
}

/** Longer sources are not read. */
const LONGEST_SOURCE = 10_000;
/** Patterns kept read; beyond that all are forgotten. */
const MOST_KEPT = 500;

/** A reader that keeps what it has read. */
export type ReadPattern = (source: string) => TextPattern | undefined;

/** Makes a reader of regular expressions; one that is none gives undefined. */
export function createPatternReader(): ReadPattern {
  const kept = new Map<string, TextPattern | undefined>();
  return (source) => {
    if (!kept.has(source)) {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(source, readPattern(source));
    }
    return kept.get(source);
  };
}

/** A pattern that must take all of a text; flags that stand before it stay there. */
export function wholePattern(read: ReadPattern, source: string): TextPattern | undefined {
  const flags = /^\(\?[imsux]+\)/u.exec(source)?.[0] ?? '';
  return read(`${flags}^(?:${source.slice(flags.length)})$`);
}

/** Reads a regular expression as JSON Schema wants it, in Unicode mode; where it is none there, in the older one. */
export function readPattern(source: string): TextPattern | undefined {
  if (source.length > LONGEST_SOURCE) return undefined;
  const { body, flags } = translated(source);
  for (const mode of ['u', '']) {
    const read = attempt(body, mode + flags);
    if (read !== undefined) return { ...read, source };
  }
  return undefined;
}

/** Spellings of Python's and Rust's engines, whose users generate schemas and grammars too. */
function translated(source: string): { readonly body: string; readonly flags: string } {
  const inline = /^(?<edge>\^?)\(\?(?<flags>[imsux]+)\)/u.exec(source);
  const flags = [...new Set(inline?.groups?.['flags'] ?? '')].filter((flag) => 'ims'.includes(flag)).join('');
  const body = `${inline?.groups?.['edge'] ?? ''}${source.slice(inline?.[0].length ?? 0)}`
    .replace(/\(\?P</gu, '(?<')
    .replace(/\(\?P=(\w+)\)/gu, '\\k<$1>')
    .replace(/(?<!\\)((?:\\\\)*)\\A/gu, '$1^')
    .replace(/(?<!\\)((?:\\\\)*)\\[zZ]/gu, '$1$');
  return { body, flags };
}

function attempt(body: string, flags: string): Omit<TextPattern, 'source'> | undefined {
  try {
    const { RegExpParser } = require('@eslint-community/regexpp') as typeof import('@eslint-community/regexpp');
    const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(body, 0, body.length, {
      unicode: flags.includes('u'),
    });
    const native = new RegExp(body, flags);
    const isTame = tame(tree);
    return {
      tree,
      flags,
      test: (text) => (isTame && text.length <= LONGEST_TAME ? native.test(text) : matches(tree, text, { flags })),
      ends: (signs, at) => endsOf(tree, { signs, at }, { flags }),
    };
  } catch {
    return undefined;
  }
}

/** Tame patterns take at most the square of a text's length. */
const LONGEST_TAME = 2000;

/** The engine's own matcher is quick where no repetition holds another or a choice, and few are open. */
function tame(tree: AST.Pattern): boolean {
  const quantifiers = quantifiersIn(tree);
  const open = quantifiers.filter(({ max }) => max > MANY);
  return open.length <= MOST_OPEN && quantifiers.every(({ max, element }) => max <= 1 || isSimple(element));
}

/** A node that repeats nothing and leaves no choice. */
const isSimple = (node: AST.Element): boolean =>
  !('alternatives' in node) ||
  (node.alternatives.length === 1 &&
    node.alternatives.every(({ elements }) =>
      elements.every((element) =>
        element.type === 'Quantifier' ? element.max <= 1 && isSimple(element.element) : isSimple(element),
      ),
    ));

const quantifiersIn = (node: AST.Element | AST.Pattern): readonly AST.Quantifier[] => {
  if (node.type === 'Quantifier') return [node, ...quantifiersIn(node.element)];
  if (!('alternatives' in node)) return [];
  return node.alternatives.flatMap(({ elements }) => elements.flatMap(quantifiersIn));
};

/** Repetitions up to this many are as good as closed. */
const MANY = 64;
const MOST_OPEN = 2;
