import { createJournal } from '../journal';
import { createOrdinals } from '../namespaces';
import { arrangeFixtures } from '../replies';
import type { Prepared } from './generate';
import type { Estate } from './kit';
import { createMemo } from './memo';

/** What a new namespace owns: no fixtures, an empty journal of `capacity` entries, nothing counted. */
export function createEstate(name: string, capacity: number): Estate {
  let fixtures = arrangeFixtures([]);
  let memo = createMemo<Prepared>();
  return {
    name,
    ordinals: createOrdinals(),
    journal: createJournal(name, capacity),
    get fixtures() {
      return fixtures;
    },
    get memo() {
      return memo;
    },
    script(given) {
      fixtures = arrangeFixtures(given);
      memo = createMemo();
    },
  };
}
