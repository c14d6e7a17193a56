/** Leads from a text to what is filed under parts of it. */
export interface TextPieces<Row> {
  /** What may be filed under a part of the text; a few more than there are, for pieces may be alike. */
  candidates(text: string): readonly Row[];
}

/** Pieces of so many characters lead to the parts that they stand in. */
const LENGTH = 4;
/** The last bits of a piece tell at once of most places of a text that nothing begins there. */
const BITS = 1 << 16;

/** All parts that are found by pieces of one length. */
interface Table<Row> {
  readonly length: number;
  readonly rows: Map<number, Row[]>;
  readonly marks: Uint8Array;
}

/** Files each row under the rarest piece of its part, of four characters where it has so many. */
export function createTextPieces<Row>(parts: ReadonlyMap<string, readonly Row[]>): TextPieces<Row> {
  const tables = new Map<number, Table<Row>>();
  const counts = countPieces([...parts.keys()]);
  for (const [part, filed] of parts) {
    const length = Math.min(LENGTH, part.length);
    const table = tables.get(length) ?? { length, rows: new Map<number, Row[]>(), marks: new Uint8Array(BITS) };
    tables.set(length, table);
    const piece = rarestPiece(part, length, counts);
    table.rows.set(piece, [...(table.rows.get(piece) ?? []), ...filed]);
    table.marks[piece & (BITS - 1)] = 1;
  }
  const all = [...tables.values()];
  return { candidates: (text) => all.flatMap((table) => scanned(text, table)) };
}

function scanned<Row>(text: string, { length, rows, marks }: Table<Row>): readonly Row[] {
  const met = new Set<number>();
  for (let at = 0; at + length <= text.length; at += 1) {
    const piece = pieceAt(text, at, length);
    if (marks[piece & (BITS - 1)] === 1) met.add(piece);
  }
  return [...met].flatMap((piece) => rows.get(piece) ?? []);
}

/** Mixed so that each character counts in the last bits too. */
function pieceAt(text: string, at: number, length: number): number {
  let piece = 0;
  for (let i = at; i < at + length; i += 1) piece = (Math.imul(piece, 0x9e3779b1) + text.charCodeAt(i)) | 0;
  return piece;
}

function countPieces(parts: readonly string[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const part of parts) {
    const length = Math.min(LENGTH, part.length);
    for (let at = 0; at + length <= part.length; at += 1) {
      const piece = pieceAt(part, at, length);
      counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return counts;
}

function rarestPiece(part: string, length: number, counts: ReadonlyMap<number, number>): number {
  let best = pieceAt(part, 0, length);
  for (let at = 1; at + length <= part.length; at += 1) {
    const piece = pieceAt(part, at, length);
    if ((counts.get(piece) ?? 0) < (counts.get(best) ?? 0)) best = piece;
  }
  return best;
}
