import { textForPattern } from '../../../server/generate/pattern/generate-text';
import { readPattern } from '../../../server/generate/pattern/read';

describe('a pattern is held against texts within a bound', () => {
  it.each([
    ['^\\d+$', '123', true],
    ['^\\d+$', 'abc', false],
    ['^(a+)+$', `${'a'.repeat(60)}!`, false],
    ['^(a+)+$', 'a'.repeat(60), true],
    ['^(?:(\\w)\\1)+$', 'aabbcc', true],
    ['^(?:(\\w)\\1)+$', 'aabbc', false],
    ['^(?:(?<=x)y|x)+$', 'xyx', true],
    ['^(?:(?!b)[a-c])+\\b$', 'acca', true],
    ['^(?i)yes$', 'YES', true],
    ['^(?P<year>\\d{4})$', '2026', true],
  ])('%s on %s is %s', (source, text, taken) => expect(readPattern(source)?.test(text)).toBe(taken));

  it('soon, whatever it is', () => {
    const started = process.cpuUsage();
    readPattern('^(?:a|a|aa)*(?:a|aa)*$')?.test(`${'a'.repeat(400)}!`);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(3000);
  });

  it('or is none', () => expect(readPattern('[')).toBeUndefined());
});

describe('a pattern is turned round into a text that it takes', () => {
  it.each([
    ['^[A-Z]{3}-\\d{4}$', 0, 99],
    ['^(a+)+$', 30, 30],
    ['foo', 10, 12],
    ['^(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w]).{8,}$', 8, 12],
    ['^\\p{Script=Han}{2,4}$', 0, 9],
    ['^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}$', 0, 99],
    ['^(?!foo)[a-z]{3}$', 0, 99],
    ['^.{500}$', 0, 999],
  ])('%s of %i to %i signs', (source, min, max) => {
    const pattern = readPattern(source);
    for (const seed of [1, 2, 3]) {
      const text = pattern === undefined ? undefined : textForPattern(pattern, { min, max }, seed);
      expect(text).toMatch(new RegExp(source, 'u'));
      expect([...(text ?? '')].length).toBeGreaterThanOrEqual(min);
      expect([...(text ?? '')].length).toBeLessThanOrEqual(max);
    }
  });

  it.each([
    ['a^', 0, 99],
    ['^\\d{8}$', 0, 5],
    ['^[a-z]{1000000}$', 0, 2_000_000],
  ])('%s of %i to %i signs: there is none', (source, min, max) => {
    const pattern = readPattern(source);
    expect(pattern && textForPattern(pattern, { min, max }, 1)).toBeUndefined();
  });
});
