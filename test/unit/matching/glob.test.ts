import { globTest, isGlob } from '../../../server/lib';

const fits = (glob: string, text: string): boolean => globTest(glob)(text);

describe('a glob', () => {
  test.each([
    ['*', '', true],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*c', 'abbbc', true],
    ['a*c', 'abbbcd', false],
    ['*ab*', 'aab', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['?', '😀', true],
    ['??', '😀', false],
    ['gpt-*.5', 'gpt-3x5', false],
    ['a*', 'a\nb', true],
    ['abc', 'abc', true],
    ['', '', true],
    ['*a*b', 'aabab', true],
  ])('%j against %j: %j', (glob, text, expected) => {
    expect(fits(glob, text)).toBe(expected);
  });

  test('stars upon stars take no more time than one', () => {
    const begun = process.cpuUsage();
    expect(fits(`${'*'.repeat(200)}x`, 'a'.repeat(20_000))).toBe(false);
    expect(fits(`${'*a'.repeat(200)}x`, 'a'.repeat(20_000))).toBe(false);
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1_000);
  });

  test('is a text with a wildcard', () => {
    expect(['gpt-*', 'gpt-?', 'gpt-4'].map(isGlob)).toEqual([true, true, false]);
  });
});
