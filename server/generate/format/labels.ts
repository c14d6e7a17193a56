import { once } from '../../lib';
import { overlap, stemsOf } from '../extract/text-sentences';
import { topicsFile } from '../lexicon';
import type { Label } from './form';
import type { PromptTexts } from './prompt-texts';

/** Labels that a prompt lists, and the words that list them. */
export interface FoundLabels {
  readonly labels: readonly Label[];
  readonly isMany: boolean;
  readonly spans: readonly string[];
}

/** A list with more labels is a text. */
const MAX_LABELS = 60;

const ITEM = String.raw`["'“\x60‘]?[\p{L}\p{N}][\p{L}\p{N}_/+ -]{0,40}?["'”\x60’]?`;
const OR = String.raw`\s*(?:,\s*(?:or |and |oder |ou |o |und )?|\s\/\s|\s?\|\s?|;\s*|\/|\s+(?:or|oder|ou|o|или|and)\s+)`;
const LIST = `(${ITEM}(?:${OR}${ITEM})+)`;
const END = String.raw`(?=\s*(?:[.\n:;?!)—"”\]]|$|,? (?:and (?:write|nothing|output|say)|without|with no|only|based|depending|for |one word|nothing|in one|as |according|, one)|,\s*(?:one|no|nothing|without|only)\b))`;

/** Where labels are listed in a line; the first group holds them. */
const LINES: readonly RegExp[] = [
  /\b(?:one|any|some|either|which|more) of(?: the following| these| the)?[^[\n]{0,40}\[([^\]\n]{3,400})\]/iu,
  new RegExp(
    String.raw`\b(?:labels?|categories|category|classes|options|sentiments?|intents?|choices|values|departments?|topics|tags)\b[^:\n]{0,40}:\s*\[?${LIST}\]?${END}`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:exactly |just |only )?one of(?: the (?:following|labels|words|categories|options|values))?(?: (?:labels|words|categories|options|values|departments))?:?\s+${LIST}${END}`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:classify|categori[sz]e|label|tag|rate|sort|mark|judge|decide|tell|say|determine)\b[^.\n]{0,80}?\b(?:as|into|whether it is|to be|is)(?: being| either| one of| exactly one of)?:?\s+${LIST}${END}`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:answer|reply|respond|say|write|output|return)\b(?: \w+){0,3}?(?: with)?(?: only| just| either| exactly| a single word| one word)*:?\s+(["'“\x60]?(?:yes|true|positive|pass|y)["'”\x60]?${OR}${ITEM}(?:${OR}${ITEM})*)${END}`,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:[Aa]nswer|[Rr]eply|[Rr]espond|[Ss]ay|[Ww]rite|[Oo]utput|[Rr]eturn)\b(?: \w+){0,3}?(?: with)?(?: only| just| either| exactly)*:?\s+(["'“\x60]?[A-Z][A-Z_]*["'”\x60]?(?:${OR}["'“\x60]?[A-Z][A-Z_]*["'”\x60]?)+)(?![\p{L}])`,
    'u',
  ),
  /((?:「[^」]{1,20}」)(?:か|または|もしくは|、)(?:「[^」]{1,20}」)(?:(?:か|または|、)「[^」]{1,20}」)*)/u,
  /((?:[“"「][^”"」]{1,10}[”"」])(?:或者?|还是|、|,)(?:[“"「][^”"」]{1,10}[”"」])(?:(?:或者?|、|,)[“"「][^”"」]{1,10}[”"」])*)/u,
  /\b((?:["'„“«]?ja["'“»]? oder ["'„“«]?nein["'“»]?)|(?:sí o no)|(?:oui ou non)|(?:sì o no)|(?:sim ou não))/iu,
  /(да или нет)/iu,
  /\b((?:true or false)|(?:yes or no)|(?:yes\/no)|(?:true\/false))\b/iu,
  /((?:예|네) ?(?:또는|나|\/) ?아니(?:요|오))/u,
];

const SPLIT =
  /\s*(?:,\s*(?:or |and |oder |ou |o |und )?|;\s*|\s?\|\s?|\s\/\s|\/|\s+(?:or|oder|ou|o|или|and)\s+|」(?:か|または|もしくは|、|或者?|还是)「|[”"](?:或者?|还是|、|,)[“"]|또는)\s*/iu;

const trimmed = (value: string): string =>
  value
    .replace(/^(?:either|exactly one of|one of|the words?|or|and)\s+/iu, '')
    .replace(/^[\s"'“”`‘’「」[\]*-]+|[\s"'“”`‘’「」[\]*.]+$/gu, '');

const HEADING =
  /\b(?:one of|enums?|labels?|categories|classes|intents?|options|departments|following|choices|topics|routes)\b[^\n]{0,100}:?[ \t]*\n((?:[ \t]*(?:[-*•]|\d+[.)])?[ \t]*["'`]?[\p{L}\p{N}_][^\n]{0,200}(?:\n|$)){2,40})/iu;
const LINE =
  /^[ \t]*(?:[-*•]|\d+[.)])?[ \t]*["'`*]*([\p{L}\p{N}_][\p{L}\p{N}_ /-]{0,40}?)["'`*]*(?:[ \t]*(?:[-–—:=]|\()[ \t]*(.*))?$/u;

const MANY =
  /zero or more|one or more|any number of|all that apply|every (?:label|enum|category)|each (?:label|enum|category) on|multiple (?:labels|categories)|list of (?:labels|enums)/iu;

const TASK =
  /classif|categor|label|sentiment|one of|answer|reply|respond|decide|whether|route|sort|choose|pick|select|tag|judge|strictly|intent|true|yes|「|oder|или|或|ou |enum|rate/iu;

/** The labels among which a prompt asks to choose. */
export function findLabels({ all }: PromptTexts): FoundLabels | undefined {
  if (!TASK.test(all)) return undefined;
  return inLines(all) ?? inLine(all);
}

function inLine(all: string): FoundLabels | undefined {
  for (const pattern of LINES) {
    const match = pattern.exec(all);
    const values = match?.[1]
      ?.split(SPLIT)
      .map(trimmed)
      .filter((value) => value !== '');
    if (match === null || values === undefined || values.length < 2 || values.length > MAX_LABELS) continue;
    if (values.some((value) => value.split(' ').length > 4)) continue;
    return { labels: values.map((value) => ({ value, about: '' })), isMany: MANY.test(all), spans: [match[0]] };
  }
  return undefined;
}

function inLines(all: string): FoundLabels | undefined {
  const block = HEADING.exec(all);
  if (block === null || !/one of|enum|label|categor|class|intent|choose|pick|select|department|route/iu.test(block[0]))
    return undefined;
  const labels: Label[] = [];
  for (const line of (block[1] ?? '').split('\n')) {
    const match = LINE.exec(line);
    if (match === null || (match[1] ?? '').split(' ').length > 4) break;
    labels.push({ value: (match[1] ?? '').trim(), about: match[2] ?? '' });
  }
  return labels.length < 2 ? undefined : { labels, isMany: MANY.test(all), spans: [block[0]] };
}

const YES = /^(?:yes|true|y|pass|correct|ja|sí|si|oui|sì|sim|да|はい|是|예|네|肯定)$/iu;
const NO = /^(?:no|false|n|fail|incorrect|nein|non|não|нет|いいえ|否|不是|아니요|아니오|否定)$/iu;
/** A negated word counts for the other side. */
const NEGATED = /\b(?:not|never|no|isn't|wasn't|don't|nicht|kein|pas|no es)\s+(?:\w+\s+)?$/iu;

const wordsFor = (name: string): readonly string[] =>
  once(`words for ${name}`, () => (topicsFile()[name] ?? '').split(/\s+/u).filter((word) => word !== ''));

/** How often words of a list stand in a text. */
function hits(text: string, name: string): number {
  const lower = text.toLowerCase();
  let count = 0;
  for (const word of wordsFor(name)) {
    const isEastern =
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}]/u.test(word);
    let at = lower.indexOf(word);
    while (at >= 0) {
      const stands = isEastern || !/\p{L}/u.test(lower.charAt(at - 1));
      if (stands) count += NEGATED.test(lower.slice(Math.max(0, at - 20), at)) ? -1 : 1;
      at = lower.indexOf(word, at + word.length);
    }
  }
  return count;
}

/** Which way a text leans: above zero to the good. */
export const polarity = (text: string): number => hits(text, 'positive') - hits(text, 'negative');

const ASKS_BAD = /complaint|negative|spam|toxic|angry|problem|unhappy|否定|harmful|offensive|fraud|rude/iu;

/** How well each label fits a text; the instructions say what a yes is about. */
function scoreOf({ value, about }: Label, text: string, instructions: string): number {
  const name = value.toLowerCase().replace(/[_-]/gu, ' ');
  const lean = polarity(text);
  if (YES.test(value) || NO.test(value)) {
    const side = ASKS_BAD.test(instructions) ? -lean : lean;
    return (YES.test(value) ? 1 : -1) * (side === 0 ? 0.5 : side);
  }
  if (/^(?:positive|positiv|positivo|positif|good|happy|позитив\p{L}*|积极|正面|ポジティブ|긍정)$/iu.test(name))
    return lean;
  if (/^(?:negative|negativ|negativo|négatif|bad|unhappy|негатив\p{L}*|消极|负面|ネガティブ|부정)$/iu.test(name))
    return -lean;
  if (/^(?:neutral\w*|neutre|mixed|中性|ニュートラル|중립)$/iu.test(name)) return lean === 0 ? 0.5 : 0;
  const stems = stemsOf(text);
  const named = overlap(stemsOf(name), stems) * 3;
  const described = overlap(stemsOf(about), stems) * 2;
  const topical = Math.max(
    0,
    ...name
      .split(/[ /]/u)
      .map((word) => hits(text, Object.hasOwn(topicsFile(), word) ? word : word.replace(/s$/u, ''))),
  );
  return named + described + topical;
}

/** The labels that a text leans to, the best first; the first of the list where it leans nowhere. */
export function chooseLabels(labels: readonly Label[], text: string, instructions: string): readonly string[] {
  const scored = labels.map((label, at) => ({ value: label.value, at, score: scoreOf(label, text, instructions) }));
  const best = [...scored].sort((a, b) => b.score - a.score || a.at - b.at);
  const fallback = labels.find(({ value }) => /^(?:other|unknown|none|general|misc)/iu.test(value))?.value;
  const [first] = best;
  if (first === undefined) return [];
  if (first.score <= 0) return [fallback ?? first.value];
  return best.filter(({ score }) => score > 0).map(({ value }) => value);
}
