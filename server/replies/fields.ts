import type { Filler, FillerKind, Language } from '../entropy';
import type { Found } from './found';

/** How a text field is filled: first from the question, else invented. */
interface Field {
  /** Held against the words of the name. */
  readonly name: RegExp;
  readonly found?: (found: Found) => readonly (string | undefined)[];
  readonly invent?: FillerKind;
}

/** Words of an identifier: split at case, digits, dashes; an `s` at the end of the last one does not matter. */
export const wordsOfName = (name: string): string =>
  name
    .replace(/(?<=\p{Ll}|\d)(?=\p{Lu})|[_\-./\s]+/gu, ' ')
    .toLowerCase()
    .trim();

const word = (...words: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}])(?:${words.join('|')})s?(?![\\p{Ll}])`, 'u');

const quotedOrTopic = ({ quoted, topic }: Found): readonly (string | undefined)[] => [quoted[0], topic];

/** The first row whose words stand in a field's name; particular ones come before general ones. */
const FIELDS: readonly Field[] = [
  { name: word('e ?mail', 'mail', 'recipient email', '邮箱', 'メール', '이메일'), found: ({ emails }) => emails, invent: 'email' },
  { name: word('url', 'uri', 'link', 'href', 'website', 'webpage', 'endpoint', '网址', '链接'), found: ({ urls }) => urls, invent: 'url' },
  { name: word('phone', 'telephone', 'mobile', 'tel', '电话', '手机号?'), found: ({ phones }) => phones, invent: 'phone' },
  { name: word('currency', 'currencies', '货币'), found: ({ codes, from, to }) => [from, to, ...codes], invent: 'currency' },
  { name: word('origin', 'from', 'departure city', 'departure', 'source', 'start', 'pickup', '出发地?'), found: ({ from }) => [from], invent: 'city' },
  { name: word('destination', 'to', 'arrival', 'target', 'dropoff', '目的地'), found: ({ to, emails, names }) => [to, emails[0], names[0]], invent: 'city' },
  { name: word('city', 'cities', 'town', 'location', 'place', 'where', 'region', 'area', 'venue', 'geo', '城市', '地点', '地区', '位置', '都市', '場所', '도시', '지역', 'ciudad', 'lugar', 'ville', 'lieu', 'stadt', 'ort', 'город'), found: ({ places }) => places, invent: 'city' },
  { name: word('country', 'countries', 'nation', '国家'), found: ({ places }) => places, invent: 'country' },
  { name: word('expression', 'formula', 'equation', 'calculation', 'math', '表达式'), found: ({ expression, quoted }) => [expression, quoted[0]] },
  { name: word('symbol', 'ticker', 'stock', 'tickers', '股票代码'), found: ({ codes, names }) => [codes[0], names[0]] },
  { name: word('date ?time', 'timestamp', 'created at', 'updated at', 'created', 'updated'), found: () => [], invent: 'date-time' },
  { name: word('date', 'day', 'when', 'deadline', 'birthday', 'due', 'checkin', 'checkout', '日期', '日付', '날짜', 'fecha', 'datum', 'дата'), found: ({ dates, days }) => [...dates, ...days], invent: 'date' },
  { name: word('time zone', 'timezone', 'tz'), found: ({ places }) => places, invent: 'city' },
  { name: word('time', 'hour', '时间', '時間', '시간'), found: ({ times, days }) => [...times, ...days], invent: 'time' },
  { name: word('code', 'snippet', 'script', 'command', 'sql', 'program', '代码'), found: ({ snippet, quoted, topic }) => [snippet, quoted[0], topic] },
  { name: word('query', 'queries', 'q', 'search', 'keyword', 'question', 'term', 'prompt', '查询', '关键词', '搜索'), found: quotedOrTopic },
  { name: word('text', 'content', 'message', 'body', 'input', 'sentence', 'note', 'task', 'todo', 'data', 'value', '内容', '文本'), found: quotedOrTopic },
  { name: word('summary', 'description', 'explanation', 'answer', 'response', 'reason', 'comment', 'details', 'title', 'subject', 'topic', 'headline', 'event', '标题', '主题', '摘要', '总结'), found: quotedOrTopic },
  { name: word('first name', 'given name', 'forename'), found: ({ names }) => names.map((name) => name.split(' ')[0]), invent: 'first-name' },
  { name: word('last name', 'surname', 'family name'), found: ({ names }) => names.map((name) => name.split(' ')[1]), invent: 'last-name' },
  { name: word('user ?name', 'login', 'handle', 'nickname'), found: ({ quoted }) => quoted, invent: 'username' },
  { name: word('company', 'organi[sz]ation', 'employer', 'brand', '公司'), found: ({ quoted, names }) => [...quoted, ...names], invent: 'company' },
  { name: word('job', 'occupation', 'profession', 'role', '职业'), found: ({ quoted }) => quoted, invent: 'job' },
  { name: word('product', 'item', 'goods', '商品', '产品'), found: ({ quoted }) => quoted, invent: 'product' },
  { name: word('colou?r', '颜色'), found: () => [], invent: 'color' },
  { name: word('zip', 'zip ?code', 'postal ?code', 'postcode', '邮编'), found: ({ numbers }) => [numbers[0]?.toString()], invent: 'zip-code' },
  { name: word('address', 'street', '地址'), found: ({ quoted, places }) => [quoted[0], places[0]], invent: 'address' },
  { name: word('language', 'lang', 'locale'), found: ({ quoted }) => quoted },
  { name: word('name', 'person', 'people', 'author', 'user', 'customer', 'contact', 'attendee', 'participant', 'patient', 'member', 'recipient', '姓名', '名字', '名前', '이름', 'nombre', 'nom', 'имя'), found: ({ names, quoted }) => [...names, ...quoted], invent: 'name' },
  { name: word('id', 'identifier', 'uuid', 'guid', 'reference', 'number', 'sku'), found: ({ quoted, numbers, codes }) => [quoted[0], numbers[0]?.toString(), codes[0]], invent: 'id' },
  { name: word('price', 'cost', 'amount', 'total'), found: ({ numbers }) => [numbers[0]?.toString()], invent: 'price' },
];

const isText = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Values that a question holds for a text field, by the field's name and else by its description. */
export function foundFor(found: Found, name: string, description = ''): readonly string[] {
  const row = rowFor(name, description);
  return [...new Set((row?.found?.(found) ?? found.quoted).filter(isText))];
}

/** Is a field's value a place? Such a field gets a call for each place. */
export const isPlaceField = (name: string, description = ''): boolean => rowFor(name, description)?.invent === 'city';

function rowFor(name: string, description: string): Field | undefined {
  const words = wordsOfName(name);
  // A description is held against its first words only: further on it talks of other things.
  const about = wordsOfName(description).slice(0, MAX_DESCRIPTION);
  return FIELDS.find((field) => field.name.test(words)) ?? FIELDS.find((field) => field.name.test(about));
}

const MAX_DESCRIPTION = 40;

/** What is needed to invent a value. */
export interface Invention {
  readonly filler: Filler;
  readonly language: Language;
  readonly seed: number;
}

/** A made-up value for a text field, by its name. */
export function inventFor(name: string, { filler, language, seed }: Invention): string {
  const row = FIELDS.find((field) => field.name.test(wordsOfName(name)));
  return filler.value(row?.invent ?? 'word', language, seed);
}

/** Formats of JSON Schema that have a filler of their own. */
export const FORMATS: Readonly<Record<string, FillerKind>> = {
  'date-time': 'date-time',
  date: 'date',
  time: 'time',
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
  uuid: 'uuid',
};

/** The value of a question that already has a format. */
export const FOUND_FORMATS: Readonly<Record<string, (found: Found) => string | undefined>> = {
  date: ({ dates }) => dates[0],
  email: ({ emails }) => emails[0],
  uri: ({ urls }) => urls[0],
  url: ({ urls }) => urls[0],
};

/** Numbers that a name asks for, where the question has none: smallest, largest. */
const RANGES: readonly (readonly [name: RegExp, min: number, max: number])[] = [
  [word('age', '年龄'), 18, 80],
  [word('rating', 'stars?', '评分'), 1, 5],
  [word('confidence', 'probability', 'score', 'ratio'), 0, 1],
  [word('percent', 'percentage', 'progress'), 0, 100],
  [word('year', '年份'), 2020, 2026],
  [word('month'), 1, 12],
  [word('day'), 1, 28],
  [word('hour'), 0, 23],
  [word('minute', 'second'), 0, 59],
  [word('latitude', 'lat'), -60, 60],
  [word('longitude', 'lng', 'lon'), -180, 180],
  [word('temperature', 'temp', '温度', '气温'), -5, 35],
  [word('price', 'cost', 'amount', 'total', 'salary', '价格', '金额'), 5, 500],
];

/** The usual range of a number, by its name. */
export function rangeFor(name: string): readonly [min: number, max: number] {
  const row = RANGES.find(([pattern]) => pattern.test(wordsOfName(name)));
  return row === undefined ? [1, 10] : [row[1], row[2]];
}
