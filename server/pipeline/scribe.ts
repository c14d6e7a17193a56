import type { CacheUse } from '../caching';
import type { Ids, LentBody } from '../core';
import { type Template, templateOf } from './template';

/** What sets repetitions of a reply apart. */
export interface Said {
  readonly ids: Ids;
  /** Unix seconds. */
  readonly created: number;
  readonly cache: CacheUse;
}

/** Says one reply again and again, each time with new ids. */
export interface Scribe {
  /** The reply's text, or its bytes. */
  say(said: Said): string | LentBody;
}

/** Makes the whole text of a reply. */
export type Make = (said: Said) => string;

/**
 * A client that repeats itself within a second is answered from a template from the second time on.
 * A reply said once costs no template.
 */
export function createScribe(make: Make, mayRepeat: boolean): Scribe {
  let last: Omit<Said, 'ids'> | undefined;
  let template: Template | undefined;
  return {
    say(said) {
      if (!mayRepeat || last === undefined || !isLike(last, said)) {
        last = { created: said.created, cache: said.cache };
        template = undefined;
        return make(said);
      }
      template ??= templateOf((ids) => make({ ...said, ids }));
      return template?.fill(said.ids) ?? make(said);
    },
  };
}

const isLike = (one: Omit<Said, 'ids'>, other: Said): boolean =>
  one.created === other.created &&
  one.cache.cacheRead === other.cache.cacheRead &&
  one.cache.cacheWrite === other.cache.cacheWrite;
