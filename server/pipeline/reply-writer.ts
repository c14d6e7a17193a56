import type { Ids, PooledBody } from '../core';
import type { CacheUse } from '../state/prompt-cache';
import { createTemplate, type Template } from './reply-template';

/** What sets repetitions of a reply apart. */
export interface ReplyVariables {
  readonly ids: Ids;
  /** Unix seconds. */
  readonly created: number;
  readonly cache: CacheUse;
}

/** Says one reply again and again, each time with new ids. */
export interface ReplyWriter {
  /** The reply's text, or its bytes. */
  write(said: ReplyVariables): string | PooledBody;
}

/** Makes the whole text of a reply. */
export type RenderText = (said: ReplyVariables) => string;

/**
 * A client that repeats itself within a second is answered from a template from the second time on.
 * A reply said once costs no template.
 */
export function createReplyWriter(make: RenderText, mayRepeat: boolean): ReplyWriter {
  let last: Omit<ReplyVariables, 'ids'> | undefined;
  let template: Template | undefined;
  return {
    write(said) {
      if (!mayRepeat || last === undefined || !isLike(last, said)) {
        last = { created: said.created, cache: said.cache };
        template = undefined;
        return make(said);
      }
      template ??= createTemplate((ids) => make({ ...said, ids }));
      return template?.fill(said.ids) ?? make(said);
    },
  };
}

const isLike = (one: Omit<ReplyVariables, 'ids'>, other: ReplyVariables): boolean =>
  one.created === other.created &&
  one.cache.cacheRead === other.cache.cacheRead &&
  one.cache.cacheWrite === other.cache.cacheWrite;
