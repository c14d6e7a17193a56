import { isAmbiguous, isNoName, isRegion, stemmedTowns, towns } from './gazetteer';

/** A place named in a text. */
interface FoundPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Words read for places; more is a document, not a question. */
const MAX_READ = 2000;

const NAME = String.raw`\p{Lu}[\p{L}'’.-]*\p{L}(?:[ -](?:\p{Lu}[\p{L}'’-]+|de|del|la|am|of)(?=[\s,.?!]|$))*`;

/** Before a place, in the languages of Latin and Cyrillic letters. */
const BEFORE =
  'in|at|for|near|from|to|around|of|en|de|para|desde|hacia|a|à|au|pour|vers|depuis|für|nach|von|aus|bei|um|в|во|из|для|до|на';

const LATIN = new RegExp(
  String.raw`(?<![\p{L}])(?:${BEFORE}) (${NAME}(?:(?:, | and | or | & | y | et | und | e | и |, and )${NAME})*)`,
  'gu',
);
const BETWEEN = / and | or | & | y | et | und | e | и |, and |, /gu;

const EASTERN: readonly RegExp[] = [
  /(?:^|[,。、\s]|请问|查询|查一下|查查|查|告诉我|想知道|看看|在)(?<places>\p{Script=Han}{2,8}?(?:[和与跟、]\p{Script=Han}{2,8}?)*)市?(?:今天|明天|后天|现在|当前|目前|本周|这周|周末|今日|今晚|的)*(?:天气|气温|温度|空气质量|几点|时间|会不会下雨|会下雨|下雨|冷|热)/gu,
  /(?<places>[\p{Script=Han}\p{Script=Katakana}ー]{2,8}(?:[と、][\p{Script=Han}\p{Script=Katakana}ー]{2,8})*)の(?:今日の|明日の|現在の|今の)*(?:天気|気温|時刻|時間|空港|ホテル)/gu,
  /(?<places>\p{Script=Hangul}{2,5}?(?:(?:와|과|랑|하고) \p{Script=Hangul}{2,5}?)*)(?:의|에서|에)?\s?(?:오늘|내일|현재|지금)?(?:의)?\s?(?:날씨|기온|시간|호텔)/gu,
];
const EASTERN_BETWEEN = /[和与跟、と]|(?:와|과|랑|하고) /gu;

/** Time words that stand where a place could. */
const NOT_PLACES =
  /^(?:今天|明天|后天|现在|今日|明日|昨日|今夜|今週|来週|오늘|내일|지금|현재|이번 주|外面|这里|当地|全国)/u;

/** Places named in a text, each once, in their order. */
export function findPlaces(text: string): readonly string[] {
  const read = text.slice(0, MAX_READ);
  const found = [...known(read), ...russian(read), ...latin(read), ...eastern(read)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const names: string[] = [];
  let reached = 0;
  for (const { name, start, end } of found) {
    if (start < reached) continue;
    reached = end;
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

const letterless = (text: string, at: number): boolean => !/[\p{Script=Latin}]/u.test(text.charAt(at));

/** A Latin name must stand alone; Eastern ones have no gaps around them. */
function known(text: string): FoundPlace[] {
  const lower = text.toLowerCase();
  return towns().flatMap(({ name: town, lower: sought }) => {
    const start = lower.indexOf(sought);
    const end = start + town.length;
    if (start < 0 || !(letterless(text, start - 1) && letterless(text, end)))
      return isEastern(town) && start >= 0 ? [{ name: town, start, end }] : [];
    const region = /^, (?<region>[\p{L}.]+(?: \p{Lu}\p{L}+)?)/u.exec(text.slice(end))?.groups?.['region'];
    if (region === undefined || !isRegion(region))
      return ambiguous(text, town, start) ? [] : [{ name: town, start, end }];
    return [{ name: `${town}, ${region}`, start, end: end + 2 + region.length }];
  });
}

const isEastern = (town: string): boolean => /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/u.test(town);

/** A short town is also a word (nice, rom, bern): it must be written with its capital. */
const ambiguous = (text: string, town: string, start: number): boolean =>
  !isEastern(town) && isAmbiguous(town) && text.charAt(start) !== town.charAt(0);

function russian(text: string): FoundPlace[] {
  return stemmedTowns().flatMap(({ name, pattern }) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ name, start: match.index, end: match.index + match[0].length }];
  });
}

function latin(text: string): FoundPlace[] {
  return [...text.matchAll(LATIN)].flatMap((match) => {
    const list = match[1] ?? '';
    const parts = list.split(BETWEEN).map((name) => name.replace(/[.'’-]+$/u, ''));
    return located(joinRegions(parts), list, match.index + match[0].length - list.length);
  });
}

/** Puts `Paris`, `France` together again. */
function joinRegions(parts: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const part of parts) {
    const last = isRegion(part) ? names.pop() : undefined;
    names.push(last === undefined ? part : `${last}, ${part}`);
  }
  return names;
}

function eastern(text: string): FoundPlace[] {
  return EASTERN.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const list = match.groups?.['places'] ?? '';
      return located(list.split(EASTERN_BETWEEN), list, match.index + match[0].indexOf(list));
    }),
  ).filter(({ name }) => !NOT_PLACES.test(name));
}

function located(names: readonly string[], list: string, offset: number): FoundPlace[] {
  return names
    .filter(
      (name) =>
        name.length > 1 && !/^[A-Z]{2,5}$/u.test(name) && !isNoName(name) && !isNoName(name.split(' ')[0] ?? ''),
    )
    .map((name) => {
      const start = offset + Math.max(list.indexOf(name), 0);
      return { name, start, end: start + name.length };
    });
}

const ROUTE =
  /\bfrom\b.+\bto\b|\bvon\b.+\bnach\b|\b(?:de|desde)\b.+\b(?:a|hasta|à|vers|para)\b|从.+(?:到|去|飞|至)|から.+(?:まで|へ|行き)|에서.+(?:까지|로|행)|(?:^|\s)(?:из|от)\s.+\s(?:в|до)\s/iu;
const REVERSED = /\bto\b.+\bfrom\b|\bnach\b.+\bvon\b/iu;

/** From where to where, for the ends that are named. */
export function findRoute(text: string, ends: readonly string[]): { readonly from?: string; readonly to?: string } {
  const [first, second] = ends;
  if (first === undefined) return {};
  if (second === undefined) return ONLY_FROM.test(text) ? { from: first } : { to: first };
  const reversed = REVERSED.test(text) && !ROUTE.test(text);
  return reversed ? { from: second, to: first } : { from: first, to: second };
}

const ONLY_FROM = /\b(?:from|von|desde|depuis)\s+\p{Lu}|从|から|에서|(?:^|\s)из\s/u;

/** Does a text speak of a journey or change from one thing to another? */
export const isRoute = (text: string): boolean => ROUTE.test(text) || REVERSED.test(text);
