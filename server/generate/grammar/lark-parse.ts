import { COMMON } from './lark-common';
import { BadGrammar, type Token, tokensOf } from './lark-tokens';

/** What a rule or terminal stands for. */
export type Expression =
  | { readonly type: 'choice'; readonly options: readonly Expression[] }
  | { readonly type: 'sequence'; readonly items: readonly Expression[] }
  | { readonly type: 'repeat'; readonly of: Expression; readonly min: number; readonly max: number }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'text'; readonly text: string; readonly anyCase?: true }
  | RegexExpression;

/** `source` is what is said for it, `wider` all that is taken, where that is more. */
export interface RegexExpression {
  readonly type: 'regex';
  readonly source: string;
  readonly wider?: string;
}

/** A grammar: its rules and terminals by name, and what may stand between tokens. */
export interface Grammar {
  readonly definitions: ReadonlyMap<string, Expression>;
  readonly ignored: readonly Expression[];
}

/** Terminals are written in capitals. */
export const isTerminal = (name: string): boolean => /^_?[A-Z]/u.test(name);

/** Deeper brackets are not read. */
const DEEPEST = 200;

/** Reads the part of Lark that custom tools may use; throws BadGrammar with the line. */
export function parseLark(text: string): Grammar {
  const reader = new LarkParser(tokensOf(text));
  reader.readAll();
  const { definitions } = reader;
  if (!definitions.has('start')) throw new BadGrammar('it has no rule named start');
  for (const name of reader.used) if (!definitions.has(name)) throw new BadGrammar(`${name} is used but not defined`);
  return { definitions, ignored: reader.ignored };
}

/** A place in the tokens that moves on. */
class LarkParser {
  readonly definitions = new Map<string, Expression>();
  readonly ignored: Expression[] = [];
  readonly used = new Set<string>();
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  readAll(): void {
    for (;;) {
      this.skipLines();
      const token = this.peek();
      if (token === undefined) return;
      if (token.kind === 'directive') this.directive();
      else this.definition();
    }
  }

  private directive(): void {
    const { text } = this.next();
    if (text === '%ignore') this.ignored.push(this.choice(0));
    else if (text === '%import') this.import();
    else this.fail(`${text} is not supported`);
  }

  /** `%import common.WORD`, `%import common.WORD -> NAME` or `%import common (A, B)`. */
  private import(): void {
    const library = this.next();
    if (library.text !== 'common') this.fail(`only common can be imported, not ${library.text}`);
    const isList = this.take('(');
    if (!isList) this.expect('.');
    do {
      const name = this.next().text;
      const terminal = Object.hasOwn(COMMON, name) ? COMMON[name] : this.fail(`common has no ${name}`);
      const known = this.take('->') ? this.next().text : name;
      const [source = '', wider] = typeof terminal === 'string' ? [terminal] : (terminal ?? []);
      this.definitions.set(known, { type: 'regex', source, ...(wider === undefined ? {} : { wider }) });
    } while (isList && this.take(','));
    if (isList) this.expect(')');
  }

  private definition(): void {
    const head = this.next();
    if (head.kind !== 'name') this.fail(`a rule was expected, not ${head.text}`);
    while (!this.take(':')) {
      // Priorities and attributes stand between name and colon: `NUMBER.2:`, `text[lazy]:`.
      const { kind } = this.next();
      if (kind === 'line') this.fail(`: is missing after ${head.text}`);
    }
    this.definitions.set(bare(head.text), this.choice(0));
  }

  private choice(depth: number): Expression {
    if (depth > DEEPEST) this.fail('its brackets go too deep');
    const options = [this.sequence(depth)];
    while (this.here(depth) !== undefined && this.take('|')) options.push(this.sequence(depth));
    return options.length === 1 && options[0] !== undefined ? options[0] : { type: 'choice', options };
  }

  private sequence(depth: number): Expression {
    const items: Expression[] = [];
    for (let token = this.here(depth); token !== undefined && !ENDS.has(token.text); token = this.here(depth)) {
      if (token.kind === 'line' || token.kind === 'directive') break;
      items.push(this.repeated(depth));
    }
    if (this.take('->')) this.next();
    return { type: 'sequence', items };
  }

  /** The next token of a sequence; a line ends it, unless it goes on with `|` or stands in brackets. */
  private here(depth: number): Token | undefined {
    const start = this.at;
    this.skipLines();
    const token = this.peek();
    if (depth === 0 && this.at > start && token?.text !== '|') this.at = start;
    return this.peek();
  }

  private repeated(depth: number): Expression {
    let of = this.atom(depth);
    for (let nested = depth; ; nested += 1) {
      const span = this.span();
      if (span === undefined) return of;
      if (nested > DEEPEST) this.fail('its repeats go too deep');
      of = { type: 'repeat', of, ...span };
    }
  }

  private span(): { readonly min: number; readonly max: number } | undefined {
    if (this.take('?')) return { min: 0, max: 1 };
    if (this.take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.take('~')) {
      const min = this.number();
      return { min, max: this.take('..') ? this.number() : min };
    }
    if (!this.take('{')) return undefined;
    const min = this.peek()?.text === ',' ? 0 : this.number();
    if (!this.take(',')) return this.closed({ min, max: min });
    return this.closed({ min, max: this.peek()?.text === '}' ? Number.POSITIVE_INFINITY : this.number() });
  }

  private closed<T>(value: T): T {
    this.expect('}');
    return value;
  }

  private atom(depth: number): Expression {
    const token = this.next();
    if (token.kind === 'text') return this.take('..') ? range(token, this.next()) : literal(token.text);
    if (token.kind === 'regex') return { type: 'regex', source: regexSource(token.text) };
    if (token.kind === 'name') {
      this.used.add(bare(token.text));
      return { type: 'name', name: bare(token.text) };
    }
    const close = token.text === '(' ? ')' : token.text === '[' ? ']' : undefined;
    if (close === undefined) return this.fail(`${JSON.stringify(token.text)} is not understood here`);
    const inner = this.choice(depth + 1);
    this.skipLines();
    this.expect(close);
    return close === ']' ? { type: 'repeat', of: inner, min: 0, max: 1 } : inner;
  }

  private number(): number {
    const token = this.next();
    return token.kind === 'number' ? Number(token.text) : this.fail(`a number was expected, not ${token.text}`);
  }

  private skipLines(): void {
    while (this.peek()?.kind === 'line') this.at += 1;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) return this.fail('it ends too soon');
    this.at += 1;
    return token;
  }

  private take(text: string): boolean {
    const token = this.peek();
    if (token?.kind !== 'mark' || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) this.fail(`${text} was expected, not ${JSON.stringify(this.peek()?.text ?? 'the end')}`);
  }

  private fail(message: string): never {
    const line = this.tokens[Math.min(this.at, this.tokens.length - 1)]?.line ?? 1;
    throw new BadGrammar(`line ${line}: ${message}`);
  }
}

const ENDS: ReadonlySet<string> = new Set(['|', ')', ']', '->']);

/** `?rule` and `!rule` say how a tree is built, which no text shows. */
const bare = (name: string): string => name.replace(/^[!?]+/u, '');

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');

/** `"a"i` takes any case; the written one is said. */
const literal = (written: string): Expression => ({
  type: 'text',
  text: unquoted(written),
  ...(written.endsWith('i') ? { anyCase: true } : {}),
});

const range = (from: Token, to: Token): Expression => ({
  type: 'regex',
  source: `[${escaped(unquoted(from.text))}-${escaped(unquoted(to.text))}]`,
});

/** A text between its quotes, with Python's escapes. */
function unquoted(quoted: string): string {
  const inner = quoted.replace(/i$/u, '').slice(1, -1);
  return inner.replace(/\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/gu, (written) => {
    const sign = written.charAt(1);
    if (written.length > 2 && 'ux'.includes(sign)) return String.fromCodePoint(Number.parseInt(written.slice(2), 16));
    return ESCAPES[sign] ?? written.slice(1);
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', '0': '\0' };

/** `/a/i` in the spelling of other engines, `(?i)a`. */
function regexSource(written: string): string {
  const end = written.lastIndexOf('/');
  const flags = [...written.slice(end + 1)].filter((flag) => 'ims'.includes(flag)).join('');
  const source = written.slice(1, end).replaceAll('\\/', '/');
  return flags === '' ? source : `(?${flags})${source}`;
}
