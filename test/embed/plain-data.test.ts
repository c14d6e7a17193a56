import type { Fixture } from '../../server';
import { still } from '../support/start';

describe('a fixture added in code is plain data', () => {
  test.each<[string, object, string]>([
    [
      'a function as matcher',
      { when: { user: () => true }, reply: 'x' },
      'fixtures[0].when.user: found a function; expected a string, number, boolean, list or object',
    ],
    [
      'a function in the place of when',
      { when: () => true, reply: 'x' },
      'fixtures[0].when: found a function; expected a string, number, boolean, list or object',
    ],
    [
      'a function in a list',
      { when: { any: [{ user: 'a' }, () => true] }, reply: 'x' },
      'fixtures[0].when.any[1]: found a function; expected a string, number, boolean, list or object',
    ],
    [
      'a function as reply',
      { when: {}, reply: () => 'x' },
      'fixtures[0].reply: found a function; expected a string, number, boolean, list or object',
    ],
    [
      'a RegExp',
      { when: { user: /order \d+/i }, reply: 'x' },
      "fixtures[0].when.user: found a RegExp; expected a string between slashes: '/order \\d+/i'",
    ],
    [
      'a Map',
      { when: new Map(), reply: 'x' },
      'fixtures[0].when: found a Map; expected a string, number, boolean, list or object',
    ],
  ])('%s is refused at its path', async (_name, fixture, message) => {
    const emulator = await still();
    expect(() => emulator.fixtures.add(fixture as Fixture)).toThrow(message);
  });

  test('members that are undefined are left out', async () => {
    const emulator = await still();
    expect(() => emulator.fixtures.add({ when: { user: 'a', system: undefined }, reply: 'x' })).not.toThrow();
  });
});
