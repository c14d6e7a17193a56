import type { Issue } from '../../../core';

/** A whole sentence about one fault, path included where the service prints one. */
export type IssueSentence = (issue: Issue) => string;

/** The printed path, a colon, and a sentence. */
export const atPath =
  (sentence: string | ((issue: Issue) => string)): IssueSentence =>
  (issue) =>
    `${issue.tagged.join('.')}: ${typeof sentence === 'string' ? sentence : sentence(issue)}`;

/** The offending value. */
export const value = ({ facts }: Issue): string => String(facts.value);

/** `a, b, c` */
export const list = (items: unknown): string => (Array.isArray(items) ? items.join(', ') : String(items));

/** How a request is refused that names what is not there. */
export const NOT_FOUND = { status: 404, type: 'not_found_error' } as const;
