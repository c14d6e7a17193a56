import type { Format } from 'ajv';
import type { FillerKind } from '../../lib';

/** Has a text a format? A format that nobody knows is no more than a remark. */
export type FormatTest = (format: string, text: string) => boolean;

/** The validator's own formats, so that what is tried and what is proven agree. */
export function formatDefinitions(): Readonly<Record<string, Format>> {
  // Loaded at first need, like the validator itself.
  return (require('./ajv') as typeof import('./ajv')).fullFormats;
}

/** Holds a text against a format by the validator's definition of it. */
export const testFormat: FormatTest = (format, text) => {
  const known = formatDefinitions();
  return !Object.hasOwn(known, format) || takes(known[format], text);
};

function takes(definition: Format | undefined, text: string): boolean {
  if (definition instanceof RegExp) return definition.test(text);
  if (typeof definition === 'function') return definition(text);
  if (typeof definition !== 'object' || definition.type === 'number') return true;
  const { validate } = definition;
  if (validate instanceof RegExp) return validate.test(text);
  return typeof validate !== 'function' || (validate as (text: string) => unknown)(text) === true;
}

/** Formats that have a filler of their own. */
export const FORMAT_FILLERS: Readonly<Record<string, FillerKind>> = {
  'date-time': 'date-time',
  'iso-date-time': 'date-time',
  date: 'date',
  duration: 'duration',
  email: 'email',
  'idn-email': 'email',
  hostname: 'hostname',
  'idn-hostname': 'hostname',
  ipv4: 'ipv4',
  ipv6: 'ipv6',
  uri: 'url',
  url: 'url',
  'uri-reference': 'url',
  iri: 'url',
  'iri-reference': 'url',
  uuid: 'uuid',
};

/** Texts of a format for which none is invented, and short ones for narrow fields. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  time: ['09:30:00Z', '14:15:00Z', '18:45:00Z'],
  'iso-time': ['09:30:00', '14:15:00', '18:45:00'],
  email: ['a@b.co', 'c@d.io'],
  'idn-email': ['a@b.co'],
  hostname: ['a.co', 'a', 'b'],
  'idn-hostname': ['a.co', 'a'],
  ipv4: ['1.1.1.1', '8.8.8.8'],
  ipv6: ['::1', '::'],
  uri: ['a:b', 'x:y'],
  url: ['http://a.co'],
  'uri-reference': ['/a', '#a', ''],
  iri: ['a:b'],
  duration: ['P1D', 'P2W', 'P1Y'],
  'uri-template': ['https://example.com/{id}', '/{id}', '{a}'],
  'json-pointer': ['/items/0', '/a', ''],
  'json-pointer-uri-fragment': ['#/items/0', '#'],
  'relative-json-pointer': ['1/items', '0'],
  regex: ['^[a-z]+$', 'a', ''],
  byte: ['aGVsbG8gd29ybGQ=', 'aGk='],
  password: ['correct-horse-battery', 'pw'],
  binary: ['01101000'],
};

/** Texts known to have a format; the long way round fits a least length. */
export function formatSamples(format: string, least: number): readonly string[] {
  const samples = Object.hasOwn(SAMPLES, format) ? (SAMPLES[format] ?? []) : [];
  const letters = 'a'.repeat(Math.max(0, Math.min(least, LONGEST)));
  return [...samples, ...(least > 0 && Object.hasOwn(STRETCHED, format) ? [STRETCHED[format]?.(letters) ?? ''] : [])];
}

const LONGEST = 20_000;

/** Long texts of a format, around so many letters. */
const STRETCHED: Readonly<Record<string, (letters: string) => string>> = {
  email: (letters) => `${letters}@example.com`,
  'idn-email': (letters) => `${letters}@example.com`,
  uri: (letters) => `https://example.com/${letters}`,
  url: (letters) => `https://example.com/${letters}`,
  iri: (letters) => `https://example.com/${letters}`,
  'uri-reference': (letters) => `/${letters}`,
  'uri-template': (letters) => `/${letters}`,
  'json-pointer': (letters) => `/${letters}`,
  regex: (letters) => letters,
  password: (letters) => letters,
  binary: (letters) => letters,
  byte: (letters) => `${letters}${'A'.repeat((4 - (letters.length % 4)) % 4)}`,
  'date-time': (letters) => `2026-05-04T09:30:00.${'0'.repeat(letters.length)}Z`,
  time: (letters) => `09:30:00.${'0'.repeat(letters.length)}Z`,
};
