import type { Faker, Randomizer } from '@faker-js/faker';
import { type Language, languageOf } from './languages';
import { createSequence } from './random-sequence';

// The types that we publish must not lean on Faker's, which is bundled.
const KINDS = [
  'name',
  'first-name',
  'last-name',
  'username',
  'email',
  'url',
  'hostname',
  'ipv4',
  'ipv6',
  'city',
  'country',
  'address',
  'zip-code',
  'phone',
  'company',
  'job',
  'product',
  'color',
  'price',
  'currency',
  'date',
  'time',
  'date-time',
  'duration',
  'uuid',
  'id',
  'word',
] as const;

/** What an invented value can be. */
export type FillerKind = (typeof KINDS)[number];

/** Invents values: the same seed, kind and language give the same value. */
export interface Filler {
  value(kind: FillerKind, language: Language, seed: number): string;
}

// A bundle of its own: most runs never use invented names.
const localeOf = (language: Language) => (require('./locales') as typeof import('./locales')).localeOf(language);

/** Invented days lie in this year, so that nothing depends on the day on which a test runs. */
const YEAR = 2026;
const MONTHS = 12;
/** Each month has at least so many days. */
const DAYS = 28;
const HOURS = 24;
const MINUTES = 60;

const two = (value: number): string => String(value).padStart(2, '0');
const between = (faker: Faker, min: number, max: number): number => faker.number.int({ min, max });
const date = (faker: Faker): string => `${YEAR}-${two(between(faker, 1, MONTHS))}-${two(between(faker, 1, DAYS))}`;
const time = (faker: Faker): string => `${two(between(faker, 0, HOURS - 1))}:${two(between(faker, 0, MINUTES - 1))}`;

/** What makes a value: the words of its language, and English for names that are Latin everywhere. */
interface Sources {
  readonly local: Faker;
  readonly latin: Faker;
  readonly language: Language;
}

// Mail and web names must never be those of real people: RFC 2606 §3 keeps example.com free for that.
const handle = ({ latin }: Sources): string =>
  latin.helpers.slugify(latin.person.firstName()).toLowerCase() + String(between(latin, 1, 99));

const fillers: { readonly [Kind in FillerKind]: (sources: Sources) => string } = {
  name: ({ local }) => local.person.fullName(),
  'first-name': ({ local }) => local.person.firstName(),
  'last-name': ({ local }) => local.person.lastName(),
  username: handle,
  email: (sources) => `${handle(sources)}@example.com`,
  url: ({ latin }) => `https://example.com/${latin.word.noun()}`,
  hostname: ({ latin }) => `${latin.word.noun()}.example.com`,
  ipv4: ({ latin }) => `192.0.2.${between(latin, 1, 254)}`,
  ipv6: ({ latin }) => `2001:db8::${between(latin, 1, 9999)}`,
  city: ({ local, language }) => local.helpers.arrayElement(languageOf(language).cities),
  country: ({ local }) => local.location.country(),
  address: ({ local }) => local.location.streetAddress(),
  'zip-code': ({ latin }) => latin.string.numeric({ length: 5, allowLeadingZeros: false }),
  phone: ({ local }) => local.phone.number(),
  company: ({ local }) => local.company.name(),
  job: ({ local }) => local.person.jobTitle(),
  product: ({ local }) => local.commerce.productName(),
  color: ({ local }) => local.color.human(),
  price: ({ latin }) => latin.commerce.price({ min: 5, max: 200 }),
  currency: ({ latin }) => latin.helpers.arrayElement(['USD', 'EUR', 'CNY', 'JPY', 'GBP']),
  date: ({ latin }) => date(latin),
  time: ({ latin }) => time(latin),
  'date-time': ({ latin }) => `${date(latin)}T${time(latin)}:00Z`,
  duration: ({ latin }) => `PT${between(latin, 5, 90)}M`,
  uuid: ({ latin }) => latin.string.uuid(),
  id: ({ latin }) => latin.string.alphanumeric(10),
  word: ({ local, language }) => local.helpers.arrayElement(languageOf(language).nouns),
};

/** True for the name of a kind of filler value. */
export const isFillerKind = (word: string): word is FillerKind => (KINDS as readonly string[]).includes(word);

/** Makes a filler; Faker instances are made at first use and seeded anew for each value. */
export function createFiller(): Filler {
  const made = new Map<Language, Faker>();
  const seeded = (language: Language, seed: number): Faker => {
    const faker = made.get(language) ?? fakerOf(language);
    made.set(language, faker);
    faker.seed(seed);
    return faker;
  };
  return {
    value: (kind, language, seed) =>
      fillers[kind]({ local: seeded(language, seed), latin: seeded('en', seed), language }),
  };
}

/** Faker draws from sfc32 here: seeding its own Mersenne twister costs 50 µs, each time. */
function fakerOf(language: Language): Faker {
  const source = localeOf(language).faker;
  const state = { next: createSequence(0) };
  const randomizer: Randomizer = {
    next: () => state.next() / 0x1_0000_0000,
    seed: (seed) => {
      state.next = createSequence(typeof seed === 'number' ? seed : (seed[0] ?? 0));
    },
  };
  return new (source.constructor as typeof Faker)({ locale: source.rawDefinitions, randomizer });
}
