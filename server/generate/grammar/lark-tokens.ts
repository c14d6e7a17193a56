/** A piece of a grammar's text. */
export interface Token {
  readonly kind: 'name' | 'text' | 'regex' | 'number' | 'mark' | 'directive' | 'line';
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** A grammar that cannot be read, and why. */
export class BadGrammar extends Error {
  override readonly name = 'BadGrammar';
}

/** Each kind of piece; the first that fits is taken. */
const PIECES: readonly (readonly [Token['kind'] | 'blank', RegExp])[] = [
  ['blank', /(?:\/\/|#)[^\n]*|[ \t\r\f]+|\\\n/uy],
  ['line', /\n/uy],
  ['text', /"(?:\\.|[^"\\\n])*"i?/uy],
  ['regex', /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[imslux]*/uy],
  ['directive', /%[a-z_]+/uy],
  ['name', /[!?]*[A-Za-z_]\w*/uy],
  ['number', /-?\d+/uy],
  ['mark', /->|\.\.|[:|()[\]{}?*+~,.]/uy],
];

/** Longest grammar that is read. */
const LONGEST = 200_000;

/** Takes a grammar's text apart. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > LONGEST) throw new BadGrammar(`it is longer than ${LONGEST} characters`);
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const [kind, piece] = pieceAt(text, at, line);
    if (kind !== 'blank') tokens.push({ kind, text: piece, line });
    line += piece.split('\n').length - 1;
    at += piece.length;
  }
  return tokens;
}

function pieceAt(text: string, at: number, line: number): readonly [Token['kind'] | 'blank', string] {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const piece = pattern.exec(text)?.[0];
    if (piece !== undefined) return [kind, piece];
  }
  throw new BadGrammar(`line ${line}: ${JSON.stringify(text.charAt(at))} is not understood`);
}
