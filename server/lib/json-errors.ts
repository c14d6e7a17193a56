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

/** Deeper texts are refused before they can exhaust the stack; orjson's limit. */
export const MAX_JSON_DEPTH = 1024;

class ThrownFault {
  constructor(
    readonly kind: JsonFaultKind,
    readonly index: number,
  ) {}
}

/**
 * Finds the first fault of a JSON text by the grammar of RFC 8259, lone surrogate escapes included.
 * Undefined for a faultless text. Only called when `JSON.parse` has failed or the text has surrogate escapes.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const scanner = new JsonScanner(text);
  try {
    scanner.document();
    return undefined;
  } catch (fault) {
    if (fault instanceof ThrownFault) return { kind: fault.kind, index: fault.index };
    throw fault;
  }
}

class JsonScanner {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): void {
    this.space();
    if (this.at >= this.text.length) throw new ThrownFault('empty', this.at);
    this.value(0);
    this.space();
    if (this.at < this.text.length) throw new ThrownFault('trailing-content', this.at);
  }

  private space(): void {
    while (/[ \t\n\r]/.test(this.text.charAt(this.at))) this.at += 1;
  }

  /** The next character that is no space; a text that ends here is a fault. */
  private peek(): string {
    this.space();
    if (this.at >= this.text.length) throw new ThrownFault('unexpected-end', this.at);
    return this.text.charAt(this.at);
  }

  private value(depth: number): void {
    if (depth > MAX_JSON_DEPTH) throw new ThrownFault('too-deep', this.at);
    const next = this.peek();
    if (next === '{') this.object(depth);
    else if (next === '[') this.array(depth);
    else if (next === '"') this.string();
    else if (next === '-' || /\d/.test(next)) this.number();
    else this.literal();
  }

  private object(depth: number): void {
    this.at += 1;
    if (this.peek() === '}') {
      this.at += 1;
      return;
    }
    for (;;) {
      if (this.peek() !== '"') throw new ThrownFault('expected-key', this.at);
      this.string();
      if (this.peek() !== ':') throw new ThrownFault('expected-colon', this.at);
      this.at += 1;
      this.value(depth + 1);
      if (this.endOfMember('}', 'expected-comma-or-brace')) return;
    }
  }

  private array(depth: number): void {
    this.at += 1;
    if (this.peek() === ']') {
      this.at += 1;
      return;
    }
    for (;;) {
      this.value(depth + 1);
      if (this.endOfMember(']', 'expected-comma-or-bracket')) return;
    }
  }

  /** Passes a comma or the closing sign; true when it closed. */
  private endOfMember(close: string, kind: JsonFaultKind): boolean {
    const next = this.peek();
    if (next === close) {
      this.at += 1;
      return true;
    }
    if (next !== ',') throw new ThrownFault(kind, this.at);
    const comma = this.at;
    this.at += 1;
    if (this.peek() === close) throw new ThrownFault('trailing-comma', comma);
    return false;
  }

  private string(): void {
    this.at += 1;
    for (;;) {
      if (this.at >= this.text.length) throw new ThrownFault('unexpected-end', this.at);
      const char = this.text.charAt(this.at);
      if (char < ' ') throw new ThrownFault('control-character', this.at);
      if (char === '"') break;
      if (char === '\\') this.escape();
      else this.at += 1;
    }
    this.at += 1;
  }

  private escape(): void {
    const start = this.at;
    const sign = this.text.charAt(start + 1);
    if (sign === '') throw new ThrownFault('unexpected-end', start + 1);
    if (sign !== 'u') {
      if (!/["\\/bfnrt]/.test(sign)) throw new ThrownFault('bad-escape', start);
      this.at += 2;
      return;
    }
    const unit = this.unit(start);
    this.at = start + 6;
    if (unit >= 0xdc00 && unit <= 0xdfff) throw new ThrownFault('lone-low-surrogate', start);
    if (unit < 0xd800 || unit > 0xdbff) return;
    const low = this.text.startsWith('\\u', this.at) ? this.unit(this.at) : 0;
    if (low < 0xdc00 || low > 0xdfff) throw new ThrownFault('lone-high-surrogate', start);
    this.at += 6;
  }

  private unit(start: number): number {
    const digits = this.text.slice(start + 2, start + 6);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new ThrownFault('bad-escape', start);
    return Number.parseInt(digits, 16);
  }

  private number(): void {
    const whole = this.match(/-?\d+(\.\d+)?([eE][+-]?\d+)?(?![\d.eE+-])/y);
    if (this.match(/-?0\d/y) !== undefined) throw new ThrownFault('leading-zero', this.at);
    if (whole === undefined) throw new ThrownFault('bad-number', this.at);
    if (!Number.isFinite(Number(whole))) throw new ThrownFault('infinite-number', this.at);
    this.at += whole.length;
  }

  /** What a sticky pattern finds here. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  private literal(): void {
    const word = /^(true|false|null)(?![A-Za-z])/.exec(this.text.slice(this.at, this.at + 6));
    if (word === null)
      throw new ThrownFault(/[tfn]/.test(this.text.charAt(this.at)) ? 'bad-literal' : 'expected-value', this.at);
    this.at += word[0].length;
  }
}
