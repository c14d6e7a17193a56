/** A number beside the noun that it counts. */
export interface Quantity {
  readonly count: number;
  readonly noun: string;
}

const QUANTITY =
  /(?<![\p{L}\d.,-])(\d{1,6}|a|an|one|two|three|four|five|six|seven|eight|nine|ten)\s?x?\s+(\p{Ll}[\p{L}-]*(?:\s(?!and\b|or\b|for\b|on\b|at\b|in\b|to\b|of\b|with\b|from\b|per\b|is\b|are\b|has\b|have\b|people\b)\p{Ll}[\p{L}-]*){0,2})(?=\s*(?:[,;."”'\n]|$|and\b|und\b|et\b|y\b|for\b|on\b|at\b|please\b|with\b))/gu;

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};

const NOT_THINGS =
  /^(?:years?|days?|hours?|minutes?|percent|euros?|dollars?|people|times?|old|pm|am|km|kg|months?|weeks?)\b/iu;

/** The quantities of a text, in their order: `2 espressos and 1 croissant`. */
export const quantitiesIn = (text: string): readonly Quantity[] =>
  [...text.matchAll(QUANTITY)]
    .map(([, count = '1', noun = '']) => ({ count: WORDS[count.toLowerCase()] ?? Number(count), noun }))
    .filter(({ noun }) => !NOT_THINGS.test(noun));

const VERBS =
  /^.*\b(?:is|are|was|were|likes?|loves?|enjoys?|has|have|had|knows?|plays?|speaks?|includes?|include|contains?|with|of|the|a|an|into|such as|for|at|in|on|plus|both|needs?|wants?|buy|bring|offers?|mag|aime|von|mit)\s+/iu;

const ENUMERATION =
  /((?:[\p{L}][\p{L}\p{N}'’-]*)(?:\s[\p{L}][\p{L}\p{N}'’-]*){0,3})((?:,\s[^,.;:\n]{1,40}){0,20}),?\s(?:and|und|et|y|e|&|or|en|och)\s([^,.;:\n"”]{1,40}?)(?=[.;,\n"”!?)]|$)/gu;

const cleaned = (item: string): string =>
  item
    .trim()
    .replace(VERBS, '')
    .replace(/^(?:the|a|an|der|die|das|le|la|les|el|los)\s+/iu, '')
    .trim();

/** Things that a text names one after the other: `climbing, chess and tea`. */
export const enumerationsIn = (text: string): readonly (readonly string[])[] => {
  const joined = listsOf(text.matchAll(ENUMERATION));
  return joined.length > 0 ? joined : listsOf(text.matchAll(COMMAS));
};

/** Three short things or more between commas alone. */
const COMMAS =
  /(?<![^\s:])([\p{L}][\p{L}\p{N}'’-]*(?:\s[\p{L}][\p{L}\p{N}'’-]*){0,2})((?:,\s[\p{L}][^,.;:\n"”]{0,30}){1,20}),\s([\p{L}][^,.;:\n"”]{0,30})(?=[.;\n!?]|$)/gu;

const listsOf = (matches: Iterable<RegExpMatchArray>): readonly (readonly string[])[] =>
  [...matches]
    .map(([, first = '', middle = '', last = '']) => [
      ...new Set([first, ...middle.split(','), last].map(cleaned).filter((item) => item !== '')),
    ])
    .filter((items) => items.length > 1);

const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene|janv|gen)/iu,
  /^(?:feb|fév|fev)/iu,
  /^(?:mar|mär|maart|mars)/iu,
  /^(?:apr|abr|avr)/iu,
  /^(?:may|mai|mayo|mag|mei)/iu,
  /^(?:jun|juin|giu)/iu,
  /^(?:jul|juil|lug)/iu,
  /^(?:aug|ago|août|aou)/iu,
  /^(?:sep|set)/iu,
  /^(?:oct|okt|ott|out)/iu,
  /^(?:nov)/iu,
  /^(?:dec|dez|dic|déc)/iu,
];
const MONTH = `(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|zo|s)?|märz|apr(?:il)?|avril|abril|may|mai|mayo|mei|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust)?|août|agosto|sept?(?:ember|embre|iembre)?|oct(?:ober|obre|ubre)?|okt(?:ober)?|nov(?:ember|embre|iembre)?|dec(?:ember)?|dez(?:ember)?|décembre|diciembre|enero|febrero)`;
const DAY_FIRST = new RegExp(
  String.raw`\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(${MONTH})\.?,?\s+(?:de\s+)?(\d{4})\b`,
  'giu',
);
const MONTH_FIRST = new RegExp(String.raw`\b(${MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`, 'giu');

const iso = (year: string, month: string, day: string): string | undefined => {
  const at = MONTHS.findIndex((pattern) => pattern.test(month));
  return at < 0 ? undefined : `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** Dates written in words, as ISO dates. */
export const wordedDates = (text: string): readonly string[] => [
  ...[...text.matchAll(DAY_FIRST)].flatMap(([, day = '', month = '', year = '']) => iso(year, month, day) ?? []),
  ...[...text.matchAll(MONTH_FIRST)].flatMap(([, month = '', day = '', year = '']) => iso(year, month, day) ?? []),
];
