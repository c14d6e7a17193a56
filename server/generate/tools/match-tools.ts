import type { ToolSpec } from '../../core';
import { wordsOfName } from '../instance/field-names';
import type { Question } from '../text/question';
import { TOPICS, type Topic } from './tool-topics';

/** How well a tool fits a question, and by which of its words. */
export interface ToolMatch {
  readonly tool: ToolSpec;
  readonly score: number;
  /** Words and topics of the question that speak for the tool. */
  readonly evidence: ReadonlySet<string>;
}

/** What each kind of evidence weighs; one strong sign, or several weak ones, are enough. */
const WEIGHT = { named: 10, topic: 4, nameWord: 3, descriptionWord: 1, coverage: 2 } as const;
const ENOUGH = 3;
/** Words of a description that count at most, so that a long one is no advantage. */
const MAX_DESCRIPTION_WORDS = 40;
/** A single word of a description proves nothing. */
const MIN_DESCRIPTION_HITS = 2;

/** Verbs and fillers of names and descriptions that say nothing of what a tool is about. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'get set fetch find search lookup make do run call use create add list show read write update tool function api my the a an of for to in on by with and or from at is are this that it its ' +
    'current currently given data info information details result results value values user users return returns retrieve retrieves provide provides perform performs new all any some ' +
    'you your name names string text input output item items object specific based using should when which what who how will can need want please about i me we be been have has need'
  ).split(' '),
);

/** Cuts the endings by which forms of one English word differ. */
const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ies|y)$/u, 'i').replace(/(?:ations?|ators?|ates?|ing|ed|es|s|e)$/u, '') : word;

const wordsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).filter((word) => word.length > 1 && !EMPTY_WORDS.has(word));

/** Pairs of neighbouring signs, for scripts without gaps between words. */
const pairsIn = (text: string): readonly string[] =>
  (text.match(/[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}ー]{2,}/gu) ?? []).flatMap((run) =>
    Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );

/** Pairs that stand in every other description or question. */
const EMPTY_PAIRS: ReadonlySet<string> = new Set(
  '获取 查询 指定 当前 返回 信息 数据 一个 今天 现在 可以 如果 用户 怎么 什么 取得 指定 情報 현재 정보 오늘'.split(' '),
);

/** Judges each tool by the question, best first; tools that do not fit are left out. */
export function matchTools(tools: readonly ToolSpec[], question: Question): readonly ToolMatch[] {
  const stems = new Set(wordsIn(question.plain).map(stem));
  return tools
    .map((tool) => judge(tool, question.plain, stems))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
}

const WRITES =
  /^(?:please )?(?:write|compose|tell|make up|invent)\b.{0,40}\b(?:poem|haiku|story|song|joke|limerick|essay|sonnet|verse|tale)\b/iu;

function judge(tool: ToolSpec, plain: string, asked: ReadonlySet<string>): ToolMatch {
  const evidence = new Set<string>();
  const name = wordsOfName(tool.name);
  const about = (tool.description ?? '').slice(0, 600).normalize('NFKC');
  const named = isNamed(plain.toLowerCase(), tool.name.toLowerCase(), name);
  if (named) evidence.add(tool.name);
  // What a poem is about is nothing to look up.
  const topics = WRITES.test(plain)
    ? []
    : topicsOf(`${name} ${about}`).filter(({ asked: pattern }) => pattern.test(plain));
  for (const topic of topics) evidence.add(`topic ${topic.name}`);
  const own = [...new Set(wordsIn(name).map(stem))];
  const nameHits = own.filter((word) => asked.has(word));
  const described = [...new Set(wordsIn(about).slice(0, MAX_DESCRIPTION_WORDS).map(stem))].filter(
    (word) => word.length > 2 && asked.has(word),
  );
  const pairs = [...new Set([...pairsIn(about), ...pairsIn(name)])].filter(
    (pair) => !EMPTY_PAIRS.has(pair) && plain.includes(pair),
  );
  for (const word of [...nameHits, ...described, ...pairs]) evidence.add(word);
  const weak = described.length + pairs.length;
  const score =
    (named ? WEIGHT.named : 0) +
    (topics.length > 0 ? WEIGHT.topic + nameTopics(topics, name) : 0) +
    nameHits.length * WEIGHT.nameWord +
    (weak >= MIN_DESCRIPTION_HITS || pairs.length > 0 ? weak * WEIGHT.descriptionWord + 1 : 0) +
    (own.length > 0 ? (WEIGHT.coverage * nameHits.length) / own.length : 0);
  return { tool, score, evidence };
}

/** What a tool is about; that it searches says something only of a tool that is about nothing else. */
function topicsOf(words: string): readonly Topic[] {
  const topics = TOPICS.filter(({ tool }) => tool.test(words));
  return topics.length > 1 ? topics.filter(({ name }) => name !== 'search') : topics;
}

/** A topic in the name weighs more than one that only the description mentions. */
const nameTopics = (topics: readonly Topic[], name: string): number =>
  topics.some(({ tool }) => tool.test(name)) ? WEIGHT.coverage : 0;

/** Does the question bear the tool's very name? A name of one common word must be marked as a tool's. */
function isNamed(plain: string, name: string, words: string): boolean {
  if (/[^a-z]/u.test(name)) return plain.includes(name) || (words.includes(' ') && plain.includes(words));
  return new RegExp(
    `(?:\\b(?:use|call|invoke|run)(?: the)?|使用|调用|用)\\s*[\`"']?${name}(?![a-z])|[\`"']${name}[\`"']`,
    'u',
  ).test(plain);
}

/** The tools that a question asks for: the best, and others that answer to something the better ones do not. */
export function askedTools(tools: readonly ToolSpec[], question: Question): readonly ToolSpec[] {
  const covered = new Set<string>();
  return matchTools(tools, question).flatMap(({ tool, evidence, score }) => {
    // That one may also search for it is no second wish.
    const adds = [...evidence].filter((sign) => !covered.has(sign) && (covered.size === 0 || sign !== 'topic search'));
    const isNew = adds.some((sign) => sign === tool.name || sign.startsWith('topic '));
    const isOwn =
      covered.size === 0 || isNew || (score >= WEIGHT.topic && adds.length > 0 && adds.length === evidence.size);
    for (const sign of evidence) covered.add(sign);
    return isOwn ? [tool] : [];
  });
}
