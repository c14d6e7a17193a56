import type { Question } from '../text/question';
import { expressionIn, inSigns } from './arithmetic';
import { COUNTRIES, NOT_NAMES } from './gazetteer';
import { findPlaces, findRoute } from './places';
import { enumerationsIn, quantitiesIn, wordedDates } from './quantities';
import { quotationsIn } from './quotations';

/** Values that stand in a question, each kind in the order in which it is said. */
export interface ExtractedValues {
  readonly places: readonly string[];
  readonly quoted: readonly string[];
  readonly numbers: readonly number[];
  readonly emails: readonly string[];
  readonly urls: readonly string[];
  readonly phones: readonly string[];
  readonly dates: readonly string[];
  /** Days by name or word: `Friday`, `tomorrow`, `明天`. */
  readonly days: readonly string[];
  readonly times: readonly string[];
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly countries: readonly string[];
  /** Nouns that a number stands beside. */
  readonly things: readonly string[];
  /** Things named one after the other. */
  readonly lists: readonly (readonly string[])[];
  readonly expression: string | undefined;
  readonly snippet: string | undefined;
  readonly age: number | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly topic: string;
  /** The answer in words, where a reply holds one beside other values. */
  readonly answer?: (() => string) | undefined;
  readonly text: string;
  readonly plain: string;
}

/** A longer quoted text is content, not a value. */
const MAX_QUOTED = 200;
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu;
const URL = /https?:\/\/[^\s"'<>)\]，。]+/gu;
const PHONE = /(?:\+?\d{1,3}[-\s.]?\(?|\()\d{2,4}[-\s).]{1,2}\d{3,4}[-\s.]?\d{3,4}/gu;
const DATE = /\b\d{4}-\d{2}-\d{2}\b/gu;
const EASTERN_DATE = /(?<year>\d{4})\s?[年년]\s?(?<month>\d{1,2})\s?[月월]\s?(?<day>\d{1,2})\s?[日号일]/gu;
const DAY =
  /\b(?:today|tomorrow|tonight|yesterday|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|hoy|mañana|ayer|aujourd['’]hui|demain|hier|heute|morgen|gestern)\b|今天|明天|后天|昨天|今晚|周末|今日|明日|明後日|昨日|오늘|내일|모레|어제|сегодня|завтра|вчера/giu;
const TIME = /\b(?:[01]?\d|2[0-3]):[0-5]\d\b/gu;
const CODE = /(?<![\p{L}\d])[A-Z]{2,5}(?![\p{L}\d])/gu;
const NOT_CODES: ReadonlySet<string> = new Set('I A AM PM API JSON XML HTML URL SQL OK AI ID USA UK US'.split(' '));
const NUMBER = /(?<![\p{L}\d.])-?\d+(?:[.,]\d{3})*(?:\.\d+)?(?![\d])/gu;
const AGE = /(\d{1,3})\s?(?:years? old|years?|yo\b|岁|歳|才|살|세|лет|года?|años|ans|Jahre)/iu;
const NAME = /(?<![\p{L}.])\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*(?!\p{L})/gu;
const FENCE = /```[\w-]*\n?([\s\S]*?)```|`([^`\n]+)`/u;

const EASTERN_NAME =
  /(?:叫做?|名叫|名字(?:是|叫)|姓名[::是]?|名前は|이름은)\s?(?<name>[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]{2,4})/gu;

const EASTERN_COMPANY =
  /(?:^|[,。、])(?:请问|请|帮我|查一下|查询|查查|查|看看|告诉我)*(?<name>\p{Script=Han}{2,8}?)(?:公司)?(?:现在|今天|最新)?的?股[价票]/gu;

/** What follows a person at the beginning of a sentence; any other capitalised word there is only its first word. */
const AFTER_PERSON = /^(?: and \p{Lu}|, |['’]s\b| (?:is|was|are|has|had|will|who|said|wants|lives|works)\b|\s?\()/u;

function isOpening(text: string, start: number, end: number): boolean {
  const opens = start === 0 || /[.!?。:]\s*$/u.test(text.slice(Math.max(0, start - 3), start));
  return opens && !text.slice(start, end).includes(' ') && !AFTER_PERSON.test(text.slice(end, end + 12));
}

const all = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set(
    [...text.matchAll(pattern)].map((match) => match.slice(1).find((group) => group !== undefined) ?? match[0]),
  ),
];

const SPELLED_SUM = /\b(?:add|plus|minus|times|subtract|multipl\w+|divided?|sum of)\b/iu;

/** Collects the values that a question holds. */
export function extractValues({ text, plain, subject, topic }: Question): ExtractedValues {
  const bare = plain.replace(URL, ' ').replace(EMAIL, ' ');
  const places = findPlaces(plain);
  const quoted = quotationsIn(plain).filter(({ length }) => length <= MAX_QUOTED);
  const codes = all(bare, CODE).filter((code) => !NOT_CODES.has(code));
  const { from, to } = findRoute(plain, places.length > 0 ? places : codes);
  const age = AGE.exec(bare)?.[1];
  const fenced = FENCE.exec(text);
  return {
    places,
    codes,
    from,
    to,
    topic: subject || topic,
    text,
    plain,
    quoted,
    numbers: numbersIn(bare.replace(DATE, ' ').replace(EASTERN_DATE, ' ').replace(TIME, ' ').replace(PHONE, ' ')),
    emails: all(plain, EMAIL),
    urls: all(plain, URL),
    phones: all(bare, PHONE),
    dates: [...all(bare, DATE), ...easternDates(bare), ...wordedDates(bare)],
    days: all(bare, DAY),
    times: all(bare, TIME),
    names: namesIn(bare, places, quoted),
    countries: COUNTRIES.filter((country) => plain.includes(country)),
    things: quantitiesIn(bare).map(({ noun }) => noun),
    lists: enumerationsIn(bare),
    expression: expressionIn(plain) ?? (SPELLED_SUM.test(plain) ? expressionIn(inSigns(plain)) : undefined),
    snippet: (fenced?.[1] ?? fenced?.[2])?.trim(),
    age: age === undefined ? undefined : Number(age),
  };
}

const numbersIn = (text: string): readonly number[] =>
  all(text, NUMBER).map((digits) => Number(digits.replace(/,(?=\d{3})/gu, '').replace(',', '.')));

const easternDates = (text: string): readonly string[] =>
  [...text.matchAll(EASTERN_DATE)].map(({ groups }) =>
    [groups?.['year'], groups?.['month']?.padStart(2, '0'), groups?.['day']?.padStart(2, '0')].join('-'),
  );

function namesIn(text: string, places: readonly string[], quoted: readonly string[]): readonly string[] {
  const western = [...text.matchAll(NAME)].flatMap((match) => {
    const [name] = match;
    if (isOpening(text, match.index, match.index + name.length)) return [];
    const words = name.split(' ').filter((word) => !NOT_NAMES.has(word));
    return words.length === 0 || places.some((place) => place.includes(words.join(' '))) ? [] : [words.join(' ')];
  });
  const found = [...new Set([...all(text, EASTERN_NAME), ...all(text, EASTERN_COMPANY), ...western])];
  // A title in quotes is no person, where there is one.
  const people = found.filter(
    (name) => !quoted.some((title) => (title !== name && title.includes(name)) || title === name),
  );
  return people.length > 0 ? people : found;
}
