import { createFiller, LANGUAGES, testPattern } from '../../../server/entropy';

describe('createFiller', () => {
  const filler = createFiller();

  it.each(LANGUAGES)('gives the same value for the same seed in %s, whatever was asked before', (language) => {
    const first = filler.value('name', language, 7);
    filler.value('company', 'de', 99);
    expect(filler.value('name', language, 7)).toBe(first);
    expect(createFiller().value('name', language, 7)).toBe(first);
  });

  it('gives other values for other seeds', () => {
    const names = new Set(Array.from({ length: 20 }, (_, seed) => filler.value('name', 'en', seed)));
    expect(names.size).toBeGreaterThan(15);
  });

  it('speaks the language', () => {
    expect(filler.value('name', 'zh', 1)).toMatch(/\p{Script=Han}/u);
    expect(filler.value('city', 'ru', 1)).toMatch(/\p{Script=Cyrillic}/u);
    expect(filler.value('name', 'ko', 1)).toMatch(/\p{Script=Hangul}/u);
  });

  it('keeps mail and web names in domains that belong to nobody', () => {
    expect(filler.value('email', 'ja', 3)).toMatch(/^[\w-]+@example\.com$/);
    expect(filler.value('url', 'ru', 3)).toMatch(/^https:\/\/example\.com\//);
  });

  it('does not depend on the day on which it runs', () => {
    const dated = filler.value('date-time', 'en', 5);
    expect(dated).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:00Z$/);
    expect(Number.isNaN(Date.parse(dated))).toBe(false);
  });

  it('finds a text for a simple pattern, and none for a risky one', () => {
    expect(filler.matching('^[A-Z]{3}-\\d{4}$', 3)).toMatch(/^[A-Z]{3}-\d{4}$/);
    expect(filler.matching('^(a+)+$', 3)).toBeUndefined();
    expect(filler.matching('^[a-z]{1000000}$', 3)).toBeUndefined();
  });
});

describe('testPattern', () => {
  it.each([
    ['^\\d+$', '123', true],
    ['^\\d+$', 'abc', false],
    ['^(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', false],
    ['[', 'x', false],
  ])('%s on %s is %s', (pattern, text, taken) => expect(testPattern(pattern, text)).toBe(taken));
});
