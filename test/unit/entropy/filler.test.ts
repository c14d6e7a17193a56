import { createFiller, languages } from '../../../server/lib';

describe('createFiller', () => {
  const filler = createFiller();

  it.each(languages())('gives the same value for the same seed in %s, whatever was asked before', (language) => {
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
});
