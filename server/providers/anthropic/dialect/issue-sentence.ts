import type { Issue } from '../../../core';

/** A whole sentence about one fault, path included where the house prints one. */
export type IssueSentence = (issue: Issue) => string;

/** A sentence that quotes nothing. */
export const fixedSentence =
  (sentence: string): IssueSentence =>
  () =>
    sentence;

/** The printed path, a colon, and a sentence. */
export const atPath =
  (sentence: string | ((issue: Issue) => string)): IssueSentence =>
  (issue) =>
    `${issue.tagged.join('.')}: ${typeof sentence === 'string' ? sentence : sentence(issue)}`;

/** The offending value. */
export const value = ({ facts }: Issue): string => String(facts.value);

/** `a, b, c` */
export const list = (items: unknown): string => (Array.isArray(items) ? items.join(', ') : String(items));
