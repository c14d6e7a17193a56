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

/** Edits within which a word is a misspelling of another: beyond half of its letters it is another word. */
export const maxDistance = (name: string): number => Math.min(3, Math.ceil(name.length / 2));

/** Edits within which a name in a file or request is taken for a known one. */
const MAX_EDITS = 4;

/** `did you mean chat?`, in a list of its own; an empty list where no known name is near. */
export const didYouMean = (name: string, known: readonly string[], within = MAX_EDITS): readonly string[] =>
  nearest(name, known, within)
    .slice(0, 1)
    .map((near) => `did you mean ${near}?`);

/**
 * The end of a message on an unknown name: `did you mean chat?`, or all known names where none is near.
 * @example `route ${route} is unknown; ${nameHint(route, routes)}`
 */
export const nameHint = (
  name: string,
  known: readonly string[],
  { within = MAX_EDITS, what = 'known' }: { readonly within?: number; readonly what?: string } = {},
): string => didYouMean(name, known, within)[0] ?? `${what} are ${known.join(', ')}`;
