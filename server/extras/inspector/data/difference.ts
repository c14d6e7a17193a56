/** One line of a difference of two texts. */
export interface DifferenceLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Cells of the table beyond which lines are no longer paired: the middle then counts as replaced. */
const MOST_CELLS = 4_000_000;

/** Compares two texts line by line: what both begin and end with is set aside, the rest is paired by a longest common subsequence. */
export function differenceOf(before: string, after: string): readonly DifferenceLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [
    ...same(a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
}

const linesAs =
  (kind: DifferenceLine['kind']) =>
  (lines: readonly string[]): readonly DifferenceLine[] =>
    lines.map((text) => ({ kind, text }));
const same = linesAs('same');
const added = linesAs('added');
const removed = linesAs('removed');

function middle(a: readonly string[], b: readonly string[]): readonly DifferenceLine[] {
  if (a.length * b.length > MOST_CELLS) return [...removed(a), ...added(b)];
  const lengths = commonLengths(a, b);
  const width = b.length + 1;
  const found: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      found.push(...same([a[i] as string]));
      i += 1;
      j += 1;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      found.push(...removed([a[i] as string]));
      i += 1;
    } else {
      found.push(...added([b[j] as string]));
      j += 1;
    }
  }
  return [...found, ...removed(a.slice(i)), ...added(b.slice(j))];
}

/** Length of the longest common subsequence of the ends from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

/** Where two lines begin to differ and where they agree again, for marking words within a changed line. */
export function changedSpan(a: string, b: string): { readonly start: number; readonly end: number } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { start, end };
}
