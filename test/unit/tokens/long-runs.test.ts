import { createTokenizers } from '../../../server/tokens';

const runs = { letters: 'a', words: 'word', signs: '=', emoji: '😀', blanks: ' ', 'line breaks': '\n', Chinese: '海' };

describe('a run without end is counted in a time that grows with its length', () => {
  for (const [name, one] of Object.entries(runs)) {
    test(name, async () => {
      const counter = await createTokenizers().counter('o200k_base');
      const text = one.repeat(Math.floor(300_000 / one.length));
      const begun = process.cpuUsage();
      const count = counter.count(text);
      const { user, system } = process.cpuUsage(begun);
      expect(count).toBeGreaterThan(text.length / 200);
      expect((user + system) / 1000).toBeLessThan(3_000);
    });
  }

  test('six megabytes without a break do not overflow the stack', async () => {
    const counter = await createTokenizers().counter('o200k_base');
    expect(counter.count('a'.repeat(6_000_000))).toBe(750_000);
    expect(counter.count(' '.repeat(6_000_000))).toBeGreaterThan(40_000);
  });

  test('what is short enough is counted as before', async () => {
    const counter = await createTokenizers().counter('o200k_base');
    expect(counter.count('a'.repeat(256))).toBe(32);
    expect(counter.pieces(`${'é'.repeat(600)} end`).join('')).toBe(`${'é'.repeat(600)} end`);
  });
});
