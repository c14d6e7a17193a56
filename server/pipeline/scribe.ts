import type { Ids, LentBody } from '../core';
import { type Template, templateOf } from './template';

/** Says one reply again and again, each time with new ids. */
export interface Scribe {
  /** The reply's text, or its bytes; `created` is in Unix seconds. */
  say(ids: Ids, created: number): string | LentBody;
}

/** Makes the whole text of a reply. */
export type Make = (ids: Ids, created: number) => string;

/**
 * A client that repeats itself within a second is answered from a template from the second time on.
 * A reply said once costs no template.
 */
export function createScribe(make: Make, mayRepeat: boolean): Scribe {
  let second = Number.NaN;
  let template: Template | undefined;
  return {
    say(ids, created) {
      if (!mayRepeat || created !== second) {
        second = created;
        template = undefined;
        return make(ids, created);
      }
      template ??= templateOf((standIns) => make(standIns, created));
      return template?.fill(ids) ?? make(ids, created);
    },
  };
}
