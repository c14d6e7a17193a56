import { createCatalog, type ModelSource } from '../../../server/models';

type Entry = ModelSource['entries'][number];

/** A catalog of built-in and given entries, and what it complained of. */
function catalogOf(builtIn: readonly Entry[], given: readonly Entry[] = []) {
  const complaints: string[] = [];
  const source = (layer: ModelSource['layer'], entries: readonly Entry[]): ModelSource => ({
    layer,
    entries,
    report: (index, key, message) => void complaints.push(`${layer}[${index}].${key}: ${message}`),
  });
  return { ...createCatalog([source('built-in', builtIn), source('given', given)]), complaints };
}

const gpt: Entry = { id: 'gpt-4o', served: 'gpt-4o-2024-08-06', aliases: ['gpt-4o-2024-08-06'], max_output: 16_384 };

describe('a pattern serves names that no model bears', () => {
  const { find, profiles } = catalogOf(
    [gpt],
    [
      { id: '*', like: 'gpt-4o' },
      { id: 'ft:*', like: 'gpt-4o', max_output: 7 },
      { id: 'mine', match: 'mine-?', like: 'gpt-4o', max_output: 8 },
    ],
  );

  test('under the name that was asked for', () => {
    expect(find('ft:gpt-4o:acme::1')).toMatchObject({
      id: 'ft:gpt-4o:acme::1',
      served: 'ft:gpt-4o:acme::1',
      maxOutput: 7,
    });
  });

  test('the one that says most goes first', () => {
    expect(find('mine-1')).toMatchObject({ maxOutput: 8 });
    expect(find('anything')).toMatchObject({ served: 'anything', maxOutput: 16_384 });
  });

  test('after ids and aliases', () => {
    expect(find('gpt-4o-2024-08-06')).toMatchObject({ id: 'gpt-4o' });
  });

  test('and is in no list', () => {
    expect(profiles.map(({ id }) => id)).toEqual(['gpt-4o', 'mine']);
  });

  test('a dot is a dot', () => {
    expect(catalogOf([{ id: 'gpt-4.*' }]).find('gpt-4x1')).toBeUndefined();
  });
});

describe('a later layer changes what an earlier one says', () => {
  test('whole', () => {
    const { find } = catalogOf([gpt], [{ id: 'gpt-4o', max_output: 5 }]);
    expect(find('gpt-4o')).toMatchObject({ served: 'gpt-4o', maxOutput: 5 });
  });

  test('or in part, where it is like itself', () => {
    const { find } = catalogOf([gpt], [{ id: 'gpt-4o', like: 'gpt-4o', context_window: 10 }]);
    expect(find('gpt-4o-2024-08-06')).toMatchObject({
      served: 'gpt-4o-2024-08-06',
      maxOutput: 16_384,
      contextWindow: 10,
    });
  });
});

describe('entries that contradict others are complained of', () => {
  test.each<[string, readonly Entry[], readonly RegExp[]]>([
    ['an id twice', [gpt, { id: 'gpt-4o' }], [/built-in\[1\]\.id: gpt-4o is already the name of model gpt-4o/]],
    [
      'an alias twice',
      [gpt, { id: 'b', aliases: ['gpt-4o-2024-08-06'] }],
      [/built-in\[1\]\.aliases: .*already.*gpt-4o$/],
    ],
    [
      'like nothing',
      [gpt, { id: 'b', like: 'gpt-4' }],
      [/built-in\[1\]\.like: .*no other model; did you mean gpt-4o\?/],
    ],
    ['like itself', [{ id: 'a', like: 'a' }], [/built-in\[0\]\.like: .*no other model/]],
    [
      'in a circle',
      [
        { id: 'a', like: 'b' },
        { id: 'b', like: 'a' },
      ],
      [/leads back to b/, /leads back to a/],
    ],
  ])('%s', (_name, entries, wanted) => {
    const { complaints } = catalogOf(entries);
    expect(complaints).toEqual(wanted.map((each) => expect.stringMatching(each)));
  });
});
