import type { Language } from './language';

type Locale = typeof import('@faker-js/faker/locale/en');

// Only the locales' words are taken from these; each filler makes Faker instances of its own.
// A language is loaded when it is first spoken: all of them at the start would be a tenth of it.
/** The words of each language. */
export const locales: { readonly [Name in Language]: () => Locale } = {
  en: () => require('@faker-js/faker/locale/en') as Locale,
  zh: () => require('@faker-js/faker/locale/zh_CN') as Locale,
  ja: () => require('@faker-js/faker/locale/ja') as Locale,
  ko: () => require('@faker-js/faker/locale/ko') as Locale,
  ru: () => require('@faker-js/faker/locale/ru') as Locale,
  es: () => require('@faker-js/faker/locale/es') as Locale,
  fr: () => require('@faker-js/faker/locale/fr') as Locale,
  de: () => require('@faker-js/faker/locale/de') as Locale,
};
