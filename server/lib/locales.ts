type Locale = typeof import('@faker-js/faker/locale/en');

// Only the locales' words are taken from these; each filler makes Faker instances of its own.
// A language is loaded when it is first spoken: all of them at the start would be a tenth of it.
const locales: Readonly<Record<string, () => Locale>> = {
  zh: () => require('@faker-js/faker/locale/zh_CN') as Locale,
  ja: () => require('@faker-js/faker/locale/ja') as Locale,
  ko: () => require('@faker-js/faker/locale/ko') as Locale,
  ru: () => require('@faker-js/faker/locale/ru') as Locale,
  es: () => require('@faker-js/faker/locale/es') as Locale,
  fr: () => require('@faker-js/faker/locale/fr') as Locale,
  de: () => require('@faker-js/faker/locale/de') as Locale,
  it: () => require('@faker-js/faker/locale/it') as Locale,
  pt: () => require('@faker-js/faker/locale/pt_BR') as Locale,
  nl: () => require('@faker-js/faker/locale/nl') as Locale,
  pl: () => require('@faker-js/faker/locale/pl') as Locale,
  tr: () => require('@faker-js/faker/locale/tr') as Locale,
  vi: () => require('@faker-js/faker/locale/vi') as Locale,
  ar: () => require('@faker-js/faker/locale/ar') as Locale,
  en: () => require('@faker-js/faker/locale/en') as Locale,
};

/** The words of a language; the English ones where Faker has none of it. */
export const localeOf = (language: string): Locale =>
  (locales[language] ?? (() => require('@faker-js/faker/locale/en') as Locale))();
