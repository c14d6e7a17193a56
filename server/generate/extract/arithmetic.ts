/** Words that stand for signs, in the languages that spell them out in questions. */
const SPELLED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:plus|más|und)\b|плюс|加|더하기|足す/giu, '+'],
  [/\b(?:minus|menos|moins|weniger)\b|минус|减|減|빼기|引く/giu, '-'],
  [/\b(?:times|multiplied by|por|fois|mal)\b|умножить на|乘以|乘|곱하기|掛ける|かける/giu, '*'],
  [
    /\b(?:divided by|over|entre|dividido por|divisé par|geteilt durch)\b|разделить на|делить на|除以|나누기|割る/giu,
    '/',
  ],
  [/[×✕·]/gu, '*'],
  [/(?<=\d)\s?x\s?(?=\d)/giu, '*'],
  [/[÷]/gu, '/'],
  [/[−–]/gu, '-'],
  [/\*\*/gu, '^'],
];

/** Words that ask for a result. */
const CUE =
  /what(?:'s|’s| is)|calculate|compute|solve|evaluate|how much|sum of|等于|多少|计算|算|几|いくつ|計算|いくら|答え|얼마|계산|몇|сколько|вычисли|посчитай|реши|cuánto|cuanto|calcula|combien|calcule|wie ?viel|was (?:ist|ergibt)|berechne|rechne|=|(?:は|는|은)\s?\??$/iu;

const EXPRESSION = /[-(]*\d[\d.]*(?:[\s)]*[-+*/^%][\s(]*-?[\s(]*\d[\d.]*\)*)+/u;
const DATE = /\d{4}[-/]\d{1,2}[-/]\d{1,2}/gu;

const ORDERED_CUE = /^\s*(?:please )?(?:add|subtract|multiply|divide|sum)\b/iu;

/** Longest question that is taken for a sum: more words are a story about numbers. */
const MAX_QUESTION = 80;
const MAX_EXPRESSION = 60;
/** Digits after the point that an answer shows. */
const DECIMALS = 6;

/** A sum found in a question and its value. */
export interface Sum {
  readonly expression: string;
  readonly value: string;
}

const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const WORDED = new RegExp(
  String.raw`\b(${Object.keys(TENS).join('|')})(?:[- ](one|two|three|four|five|six|seven|eight|nine))?\b|\b(${NUMBER_WORDS.join('|')})\b(?= (?:plus|minus|times|multiplied|divided|over|and|to|by|from|with|[-+*/])|[?.!,]|$)`,
  'giu',
);

/** Numbers spelled out in a sum, as digits. */
const inDigits = (text: string): string =>
  text.replace(WORDED, (word) => {
    const [tens = '', ones = ''] = word.toLowerCase().split(/[- ]/u);
    const whole = TENS[tens] ?? NUMBER_WORDS.indexOf(tens);
    return String(whole + Math.max(0, NUMBER_WORDS.indexOf(ones)));
  });

/** `the sum of 3 and 4`, `add 3 and 4`, `subtract 2 from 9`. */
const ORDERED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sum of|add(?:ing)?|total of)\s+(-?\d+(?:\.\d+)?)\s+(?:and|to|with)\s+(-?\d+(?:\.\d+)?)/giu, '$1 + $2'],
  [/\b(?:difference (?:of|between))\s+(-?\d+(?:\.\d+)?)\s+and\s+(-?\d+(?:\.\d+)?)/giu, '$1 - $2'],
  [/\bsubtract(?:ing)?\s+(-?\d+(?:\.\d+)?)\s+from\s+(-?\d+(?:\.\d+)?)/giu, '$2 - $1'],
  [/\b(?:product of|multiply(?:ing)?)\s+(-?\d+(?:\.\d+)?)\s+(?:and|by|with)\s+(-?\d+(?:\.\d+)?)/giu, '$1 * $2'],
  [/\b(?:quotient of|divide|dividing)\s+(-?\d+(?:\.\d+)?)\s+(?:and|by)\s+(-?\d+(?:\.\d+)?)/giu, '$1 / $2'],
];

/** A text with its sums in signs. */
export const inSigns = (text: string): string =>
  [...ORDERED, ...SPELLED].reduce((signs, [word, sign]) => signs.replace(word, sign), inDigits(text));

/** The sum that a question asks for, undefined where it asks for none. */
export function readSum(plain: string): Sum | undefined {
  if (plain.length > MAX_QUESTION) return undefined;
  const signs = inSigns(plain);
  const expression = expressionIn(signs);
  if (expression === undefined) return undefined;
  const rest = signs.replace(expression, '');
  if (/\p{L}/u.test(rest) && !CUE.test(plain) && !ORDERED_CUE.test(plain)) return undefined;
  const value = evaluate(expression);
  return value === undefined ? undefined : { expression: spaced(expression), value };
}

/** The first expression of a text, in plain signs; also used for a calculator's argument. */
export function expressionIn(text: string): string | undefined {
  const found = EXPRESSION.exec(text.replace(DATE, ' '))?.[0].trim().replace(/\.+$/u, '');
  return found === undefined || found.length > MAX_EXPRESSION ? undefined : found;
}

const COUNT =
  /count (?:from )?(?<a>\d+) to (?<b>\d+)|从\s?(?<c>\d+)\s?数到\s?(?<d>\d+)|(?<e>\d+)から(?<f>\d+)まで数え|(?<g>\d+)부터 (?<h>\d+)까지|(?:посчитай|сосчитай)\p{L}* от (?<i>\d+) до (?<j>\d+)|cuenta (?:de|del) (?<k>\d+) (?:a|al|hasta) (?<l>\d+)|compte[rz]? de (?<m>\d+) à (?<n>\d+)|zähle? (?:\p{L}+ )?von (?<o>\d+) bis (?<p>\d+)/iu;

/** Numbers counted at most; a stream of them is long enough then. */
const MAX_COUNTED = 500;

/** The numbers that a question asks to be counted, undefined where it asks for none. */
export function readCount(plain: string): readonly string[] | undefined {
  const [from, to] = Object.values(COUNT.exec(plain)?.groups ?? {})
    .filter((digits) => digits !== undefined)
    .map(Number);
  if (from === undefined || to === undefined || to < from) return undefined;
  return Array.from({ length: Math.min(to - from + 1, MAX_COUNTED) }, (_, at) => String(from + at));
}

const spaced = (expression: string): string =>
  expression
    .replace(/\s+/gu, '')
    .replace(/(?<=[\d)])([-+*/^%])/gu, ' $1 ')
    .replaceAll('*', '×')
    .replaceAll('/', '÷');

const LEVELS: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b },
];

/** Reads an expression by precedence: sums of products of powers of numbers. */
class ExpressionReader {
  private at = 0;
  constructor(private readonly text: string) {}

  whole(): number | undefined {
    const value = this.level(0);
    return this.at === this.text.length ? value : undefined;
  }

  private level(depth: number): number {
    const operators = LEVELS[depth];
    if (operators === undefined) return this.power();
    let value = this.level(depth + 1);
    for (let apply = operators[this.text.charAt(this.at)]; apply !== undefined; ) {
      this.at += 1;
      value = apply(value, this.level(depth + 1));
      apply = operators[this.text.charAt(this.at)];
    }
    return value;
  }

  private power(): number {
    const base = this.atom();
    if (this.text.charAt(this.at) !== '^') return base;
    this.at += 1;
    return base ** this.power();
  }

  private atom(): number {
    const sign = this.text.charAt(this.at);
    if (sign === '-') {
      this.at += 1;
      return -this.power();
    }
    if (sign === '(') {
      this.at += 1;
      const value = this.level(0);
      this.at += this.text.charAt(this.at) === ')' ? 1 : 0;
      return value;
    }
    const digits = /^\d+(?:\.\d+)?/u.exec(this.text.slice(this.at))?.[0] ?? '';
    this.at += digits.length;
    return digits === '' ? Number.NaN : Number(digits);
  }
}

function evaluate(expression: string): string | undefined {
  const value = new ExpressionReader(expression.replace(/\s+/gu, '')).whole();
  if (value === undefined || !Number.isFinite(value)) return undefined;
  return String(Number(value.toFixed(DECIMALS)));
}
