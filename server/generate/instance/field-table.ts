import type { FillerKind } from '../../lib';
import { contentOf } from '../extract/content';
import type { ExtractedValues } from '../extract/extracted-values';
import { word } from './field-names';

/** How a text field is filled: first from the question, else invented. */
export interface Field {
  /** Held against the words of the name. */
  readonly name: RegExp;
  readonly found?: (found: ExtractedValues) => readonly (string | undefined)[];
  readonly invent?: FillerKind;
}

/** A demand to search is no part of what is searched. */
const SEARCH =
  /^(?:please )?(?:search|look up|look for|find|google|browse)(?: the (?:web|internet))?(?: for| on)?(?: the)? |^(?:请|帮我)*(?:搜索|搜|查询|查找|查)(?:一下)?|^(?:busca|cherche|recherche|suche(?: nach)?|найди|поищи)\p{L}{0,2} /iu;

const searched = ({ quoted, topic }: ExtractedValues): readonly (string | undefined)[] => [
  quoted[0],
  topic.replace(SEARCH, '') || topic,
];

/** A longer topic is a text of its own. */
const LONGEST_TOPIC = 80;

/** A quoted text, else what a command is about; a field does not repeat a whole text where there is an answer to it. */
function quotedOrTopic({ quoted, topic, answer }: ExtractedValues): readonly (string | undefined)[] {
  const content = contentOf(topic);
  return [quoted[0], content.length > LONGEST_TOPIC && answer !== undefined ? answer() : content];
}

/** The first row whose words stand in a field's name; particular ones come before general ones. */
export const FIELDS: readonly Field[] = [
  {
    name: word('e ?mail', 'mail', 'recipient email', '邮箱', 'メール', '이메일'),
    found: ({ emails }) => emails,
    invent: 'email',
  },
  {
    name: word('url', 'uri', 'link', 'href', 'website', 'webpage', 'endpoint', '网址', '链接'),
    found: ({ urls }) => urls,
    invent: 'url',
  },
  {
    name: word('phone', 'telephone', 'mobile', 'tel', '电话', '手机号?'),
    found: ({ phones }) => phones,
    invent: 'phone',
  },
  {
    name: word('currency', 'currencies', '货币'),
    found: ({ codes, from, to }) => [from, to, ...codes],
    invent: 'currency',
  },
  {
    name: word('origin', 'from', 'departure city', 'departure', 'source', 'start', 'pickup', '出发地?'),
    found: ({ from }) => [from],
    invent: 'city',
  },
  {
    name: word('destination', 'to', 'arrival', 'target', 'dropoff', '目的地'),
    found: ({ to, emails, names }) => [to, emails[0], names[0]],
    invent: 'city',
  },
  {
    name: word(
      'city',
      'cities',
      'town',
      'location',
      'place',
      'where',
      'region',
      'area',
      'venue',
      'geo',
      '城市',
      '地点',
      '地区',
      '位置',
      '都市',
      '場所',
      '도시',
      '지역',
      'ciudad',
      'lugar',
      'ville',
      'lieu',
      'stadt',
      'ort',
      'город',
    ),
    found: ({ places }) => places,
    invent: 'city',
  },
  {
    name: word('country', 'countries', 'nation', '国家'),
    found: ({ countries, places }) => (countries.length > 0 ? countries : places),
    invent: 'country',
  },
  {
    name: word('expression', 'formula', 'equation', 'calculation', 'math', '表达式'),
    found: ({ expression, quoted }) => [expression, quoted[0]],
  },
  { name: word('symbol', 'ticker', 'stock', 'tickers', '股票代码'), found: ({ codes, names }) => [codes[0], names[0]] },
  {
    name: word('date ?time', 'timestamp', 'created at', 'updated at', 'created', 'updated'),
    found: () => [],
    invent: 'date-time',
  },
  {
    name: word(
      'date',
      'day',
      'when',
      'deadline',
      'birthday',
      'due',
      'checkin',
      'checkout',
      '日期',
      '日付',
      '날짜',
      'fecha',
      'datum',
      'дата',
    ),
    found: ({ dates, days }) => [...dates, ...days],
    invent: 'date',
  },
  { name: word('time zone', 'timezone', 'tz'), found: ({ places }) => places, invent: 'city' },
  {
    name: word('time', 'hour', '时间', '時間', '시간'),
    found: ({ times, days }) => [...times, ...days],
    invent: 'time',
  },
  {
    name: word('code', 'snippet', 'script', 'command', 'sql', 'program', '代码'),
    found: ({ snippet, quoted, topic }) => [snippet, quoted[0], topic],
  },
  {
    name: word('query', 'queries', 'q', 'search', 'keyword', 'question', 'term', 'prompt', '查询', '关键词', '搜索'),
    found: searched,
  },
  {
    name: word(
      'text',
      'content',
      'message',
      'body',
      'input',
      'sentence',
      'note',
      'task',
      'todo',
      'data',
      'value',
      '内容',
      '文本',
    ),
    found: quotedOrTopic,
  },
  {
    name: word('answer', 'final answer', 'response', 'reply', 'output', '答案', '回答'),
    found: ({ answer, quoted, topic }) => [answer?.(), quoted[0], topic],
  },
  {
    name: word(
      'summary',
      'description',
      'explanation',
      'reason',
      'comment',
      'details',
      'title',
      'subject',
      'topic',
      'headline',
      'event',
      '标题',
      '主题',
      '摘要',
      '总结',
    ),
    found: quotedOrTopic,
  },
  {
    name: word('first name', 'given name', 'forename'),
    found: ({ names }) => names.map((name) => name.split(' ')[0]),
    invent: 'first-name',
  },
  {
    name: word('last name', 'surname', 'family name'),
    found: ({ names }) => names.map((name) => name.split(' ')[1]),
    invent: 'last-name',
  },
  { name: word('user ?name', 'login', 'handle', 'nickname'), found: ({ quoted }) => quoted, invent: 'username' },
  {
    name: word('company', 'organi[sz]ation', 'employer', 'brand', '公司'),
    found: ({ quoted, names }) => [...quoted, ...names],
    invent: 'company',
  },
  { name: word('job', 'occupation', 'profession', 'role', '职业'), found: ({ quoted }) => quoted, invent: 'job' },
  {
    name: word('product', 'item', 'goods', 'dish', 'drink', 'article', '商品', '产品'),
    found: ({ things, quoted }) => [...things, ...quoted],
    invent: 'product',
  },
  { name: word('colou?r', '颜色'), found: () => [], invent: 'color' },
  {
    name: word('zip', 'zip ?code', 'postal ?code', 'postcode', '邮编'),
    found: ({ numbers }) => [numbers[0]?.toString()],
    invent: 'zip-code',
  },
  { name: word('address', 'street', '地址'), found: ({ quoted, places }) => [quoted[0], places[0]], invent: 'address' },
  { name: word('language', 'lang', 'locale'), found: ({ quoted }) => quoted },
  {
    name: word(
      'name',
      'person',
      'people',
      'author',
      'user',
      'customer',
      'contact',
      'attendee',
      'participant',
      'patient',
      'member',
      'recipient',
      'guest',
      'client',
      'employee',
      'passenger',
      'sender',
      'buyer',
      'seller',
      'tenant',
      'owner',
      'student',
      'teacher',
      'speaker',
      'candidate',
      'mayor',
      '姓名',
      '名字',
      '名前',
      '이름',
      'nombre',
      'nom',
      'имя',
    ),
    found: ({ names, things, quoted }) => (names.length > 0 ? [...names, ...quoted] : [...things, ...quoted]),
    invent: 'name',
  },
  {
    name: word('id', 'identifier', 'uuid', 'guid', 'reference', 'number', 'sku'),
    found: ({ quoted, numbers, codes }) => [quoted[0], numbers[0]?.toString(), codes[0]],
    invent: 'id',
  },
  {
    name: word(
      'price',
      'cost',
      'amount',
      'total',
      'betrag',
      'preis',
      'summe',
      'montant',
      'prix',
      'importe',
      'precio',
      'importo',
      '金额',
      '价格',
    ),
    found: ({ numbers }) => [numbers[0]?.toString()],
    invent: 'price',
  },
];
