import type { Issue } from '../../core';

/** A whole sentence about one fault, path included where the house prints one. */
export type Sentence = (issue: Issue) => string;

/** A sentence that quotes nothing. */
export const says =
  (sentence: string): Sentence =>
  () =>
    sentence;

/** The printed path, a colon, and a sentence. */
export const at =
  (sentence: string | ((issue: Issue) => string)): Sentence =>
  (issue) =>
    `${issue.tagged.join('.')}: ${typeof sentence === 'string' ? sentence : sentence(issue)}`;

/** The offending value. */
export const value = ({ facts }: Issue): string => String(facts.value);

/** `a, b, c` */
export const list = (items: unknown): string => (Array.isArray(items) ? items.join(', ') : String(items));
