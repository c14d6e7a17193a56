import { createNearIndex, type FixtureWhen, prepareWhen, subjectOf } from '../../../server/matching';
import { ask } from '../replies/prompts';

const kinOf = (whens: readonly FixtureWhen[]) =>
  createNearIndex(whens.map((when, rank) => ({ when, rank, test: prepareWhen(when) })));

const MANY = 10_000;
const crowd: readonly FixtureWhen[] = Array.from({ length: MANY }, (_, at) => ({
  user: `How do I change setting ${at * 7}?`,
}));

describe('the fixtures that come near, among ten thousand', () => {
  const near = (extra: FixtureWhen, prompt: Parameters<typeof ask>[0], more: Parameters<typeof ask>[1] = {}) =>
    kinOf([...crowd, extra])
      .find(subjectOf(ask(prompt, more), 'chat'), 100)
      .findIndex(({ when }) => when === extra);

  test.each<[string, FixtureWhen, string]>([
    ['a slip of the pen', { user: 'Where is my parcel?' }, 'Where is my parsel?'],
    ['words that it shall contain', { user: { contains: 'refund policy' } }, 'What is the refund polcy here?'],
    ['a pattern with a plain run', { user: '/^weather in \\w+ tomorrow$/' }, 'weather in Oslo today'],
    ['words without blanks between them', { user: '北京今天天气怎么样' }, '上海今天天气怎么样'],
    ['another criterion that fails', { user: 'Where is my parcel?', model: 'gpt-5' }, 'Where is my parcel?'],
  ])('%s leads to it', (_name, extra, words) => expect(near(extra, words)).toBe(0));

  test('one that nothing leads to is looked at all the same', () => {
    expect(near({ turn: 2 }, 'hello')).toBeGreaterThanOrEqual(0);
  });

  test('where nothing is in common, the first ones are told', () => {
    const rows = kinOf(crowd).find(subjectOf(ask('zzz'), 'chat'), 5);
    expect(rows.map(({ rank }) => rank)).toEqual([0, 1, 2, 3, 4]);
  });
});
