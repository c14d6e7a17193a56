/** What is wrong with a text that should be JSON. */
export type JsonFaultKind =
  | 'empty'
  | 'unexpected-end'
  | 'expected-value'
  | 'expected-key'
  | 'expected-colon'
  | 'expected-comma-or-bracket'
  | 'expected-comma-or-brace'
  | 'trailing-comma'
  | 'trailing-content'
  | 'leading-zero'
  | 'bad-number'
  | 'infinite-number'
  | 'bad-literal'
  | 'control-character'
  | 'bad-escape'
  | 'lone-high-surrogate'
  | 'lone-low-surrogate'
  | 'too-deep';

/** The first fault of a JSON text; `index` counts UTF-16 units from 0. */
export interface JsonFault {
  readonly kind: JsonFaultKind;
  readonly index: number;
}

/** Called while a text is scanned. `depth` counts the objects and arrays that are open. */
export interface JsonListener {
  /** A value begins at an offset in UTF-16 units. */
  value(offset: number, depth: number): void;
  /** A key of the innermost object, as it is written: in quotes. */
  key(source: string, depth: number): void;
}

/** Objects and arrays that may be open at once; orjson's limit. */
export const MAX_JSON_DEPTH = 1024;

class ThrownFault {
  constructor(
    readonly kind: JsonFaultKind,
    readonly index: number,
  ) {}
}

/**
 * Finds the first fault of a JSON text by the grammar of RFC 8259. Half surrogate pairs, infinite numbers and values
 * that are too deep are faults too, unless a listener is given: then all that `JSON.parse` takes is scanned.
 */
export function scanJson(text: string, listener?: JsonListener): JsonFault | undefined {
  try {
    new JsonScanner(text, listener).document();
    return undefined;
  } catch (fault) {
    if (fault instanceof ThrownFault) return { kind: fault.kind, index: fault.index };
    throw fault;
  }
}

const [QUOTE, BACKSLASH, FIRST_PRINTABLE] = [0x22, 0x5c, 0x20];

const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?(?![\d.eE+-])/y;
const LEADING_ZERO = /-?0\d/y;
const LITERAL = /(?:true|false|null)(?![A-Za-z])/y;
const SPACE = /[ \t\n\r]*/y;
const UNIT = /\\u[0-9a-fA-F]{4}/y;

/** No recursion: an open object or array is its closing sign on a stack. */
class JsonScanner {
  #at = 0;
  readonly #open: ('}' | ']')[] = [];

  constructor(
    readonly text: string,
    readonly listener: JsonListener | undefined,
  ) {}

  document(): void {
    this.#space();
    if (this.#at >= this.text.length) throw new ThrownFault('empty', this.#at);
    do while (this.#begins());
    while (this.#hasNext());
    this.#space();
    if (this.#at < this.text.length) throw new ThrownFault('trailing-content', this.#at);
  }

  #space(): void {
    this.#at += this.#match(SPACE)?.length ?? 0;
  }

  /** The next character that is no space. */
  #peek(): string {
    this.#space();
    if (this.#at >= this.text.length) throw new ThrownFault('unexpected-end', this.#at);
    return this.text.charAt(this.#at);
  }

  /** Passes a scalar, an empty object or array, or the beginning of another one: true where its first value follows. */
  #begins(): boolean {
    const depth = this.#open.length;
    if (depth > MAX_JSON_DEPTH && this.listener === undefined) throw new ThrownFault('too-deep', this.#at);
    const sign = this.#peek();
    this.listener?.value(this.#at, depth);
    if (sign === '{') return this.#opens('}');
    if (sign === '[') return this.#opens(']');
    if (sign === '"') this.#string();
    else if (sign === '-' || (sign >= '0' && sign <= '9')) this.#number();
    else this.#literal();
    return false;
  }

  #opens(close: '}' | ']'): boolean {
    this.#at += 1;
    if (this.#peek() === close) {
      this.#at += 1;
      return false;
    }
    this.#open.push(close);
    if (close === '}') this.#key();
    return true;
  }

  #key(): void {
    if (this.#peek() !== '"') throw new ThrownFault('expected-key', this.#at);
    const start = this.#at;
    this.#string();
    this.listener?.key(this.text.slice(start, this.#at), this.#open.length);
    if (this.#peek() !== ':') throw new ThrownFault('expected-colon', this.#at);
    this.#at += 1;
  }

  /** Passes what follows a value: closing signs, then a comma and a key. False once nothing is open. */
  #hasNext(): boolean {
    for (let close = this.#open.at(-1); close !== undefined; close = this.#open.at(-1)) {
      const sign = this.#peek();
      if (sign === ',') {
        this.#comma(close);
        return true;
      }
      if (sign !== close) {
        throw new ThrownFault(close === '}' ? 'expected-comma-or-brace' : 'expected-comma-or-bracket', this.#at);
      }
      this.#at += 1;
      this.#open.pop();
    }
    return false;
  }

  #comma(close: '}' | ']'): void {
    const comma = this.#at;
    this.#at += 1;
    if (this.#peek() === close) throw new ThrownFault('trailing-comma', comma);
    if (close === '}') this.#key();
  }

  #string(): void {
    const { text } = this;
    this.#at += 1;
    for (;;) {
      if (this.#at >= text.length) throw new ThrownFault('unexpected-end', this.#at);
      const unit = text.charCodeAt(this.#at);
      if (unit < FIRST_PRINTABLE) throw new ThrownFault('control-character', this.#at);
      if (unit === QUOTE) break;
      if (unit === BACKSLASH) this.#escape();
      else this.#at += 1;
    }
    this.#at += 1;
  }

  #escape(): void {
    const start = this.#at;
    const sign = this.text.charAt(start + 1);
    if (sign === '') throw new ThrownFault('unexpected-end', start + 1);
    if (sign !== 'u') {
      if (!'"\\/bfnrt'.includes(sign)) throw new ThrownFault('bad-escape', start);
      this.#at += 2;
      return;
    }
    const unit = this.#unit(start);
    this.#at = start + 6;
    if (unit < 0xd800 || unit > 0xdfff || this.listener !== undefined) return;
    if (unit >= 0xdc00) throw new ThrownFault('lone-low-surrogate', start);
    const low = this.text.startsWith('\\u', this.#at) ? this.#unit(this.#at) : 0;
    if (low < 0xdc00 || low > 0xdfff) throw new ThrownFault('lone-high-surrogate', start);
    this.#at += 6;
  }

  /** The UTF-16 unit of an escape by number. */
  #unit(start: number): number {
    const source = this.#match(UNIT, start);
    if (source === undefined) throw new ThrownFault('bad-escape', start);
    return Number.parseInt(source.slice(2), 16);
  }

  #number(): void {
    const whole = this.#match(NUMBER);
    if (this.#match(LEADING_ZERO) !== undefined) throw new ThrownFault('leading-zero', this.#at);
    if (whole === undefined) throw new ThrownFault('bad-number', this.#at);
    if (!Number.isFinite(Number(whole)) && this.listener === undefined) {
      throw new ThrownFault('infinite-number', this.#at);
    }
    this.#at += whole.length;
  }

  #literal(): void {
    const word = this.#match(LITERAL);
    if (word === undefined) {
      throw new ThrownFault('tfn'.includes(this.text.charAt(this.#at)) ? 'bad-literal' : 'expected-value', this.#at);
    }
    this.#at += word.length;
  }

  /** What a sticky pattern matches at an offset. */
  #match(pattern: RegExp, at = this.#at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }
}

/**
 * The number at a path of a JSON text as it is written there, such as `99.0`; undefined where there is none. Of a key
 * that is written twice the last value counts, as `JSON.parse` has it.
 */
export function numberAsWritten(text: string, path: readonly (string | number)[]): string | undefined {
  const here: (string | number)[] = [];
  let found: string | undefined;
  scanJson(text, {
    key(source, depth) {
      here.length = depth;
      here[depth - 1] = JSON.parse(source) as string;
    },
    value(offset, depth) {
      here.length = depth;
      const last = here[depth - 1];
      if (typeof last === 'number') here[depth - 1] = last + 1;
      if (depth === path.length && path.every((key, at) => here[at] === key)) {
        NUMBER.lastIndex = offset;
        found = NUMBER.exec(text)?.[0];
      }
      // Items are counted from here; keys of an object are told before their values.
      if (text.startsWith('[', offset)) here.push(-1);
    },
  });
  return found;
}
