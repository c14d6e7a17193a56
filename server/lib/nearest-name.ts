import { distance } from 'fastest-levenshtein';

/** The known names at most `within` edits away from `name`, nearest first, then alphabetically. */
export function nearest(name: string, known: readonly string[], within = 2): string[] {
  return known
    .filter(({ length }) => Math.abs(length - name.length) <= within)
    .map((candidate) => ({ candidate, edits: distance(name, candidate) }))
    .filter(({ edits }) => edits <= within)
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** How far a slip of the pen goes in a word of this length: beyond half its letters it is another word. */
export const maxDistance = (name: string): number => Math.min(3, Math.ceil(name.length / 2));
