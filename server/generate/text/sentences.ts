import type { ContentMeasure } from '../../core';
import { createSequence } from '../../lib';
import type { Question } from './question';

/** How a reply that holds nothing else speaks: it says what it is, or as an assistant would. */
export type Voice = 'plain' | 'demo';

/** What the placeholders of a sentence stand for. */
type Fill = Readonly<Record<string, string>>;

/** An unknown placeholder stays as it is: it may be the words of a client. */
export const fillIn = (sentence: string, fill: Fill): string =>
  sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => fill[name] ?? whole);

/** Further sentences of a reply, and of a thought, of each length. */
const FURTHER: { readonly [Size in ContentMeasure]: readonly [reply: number, thought: number] } = {
  brief: [0, 0],
  usual: [1, 0],
  long: [3, 4],
  longest: [10, 10],
};

/** How a reply about a topic is said. */
export interface Manner {
  readonly voice: Voice;
  readonly seed: number;
  readonly measure?: ContentMeasure | undefined;
}

/** A reply that names its topic and says what it is; the seed decides what is said besides. */
export function replyAbout({ book, topic }: Question, { voice, seed, measure = 'usual' }: Manner): string {
  // What is true of a thought on the request is true of the reply.
  const more = [...book.reply.more, ...book.thoughts.more];
  const first = createSequence(seed)() % more.length;
  const [further] = FURTHER[voice === 'demo' && measure === 'usual' ? 'brief' : measure];
  const others = [...more.slice(first), ...more.slice(0, first)].slice(0, further);
  return [fillIn(book.reply[voice], { topic }), ...others].join(book.gap ?? ' ');
}

/** The lines of a poem about a topic. */
export const verseAbout = ({ book, topic }: Question): readonly string[] =>
  book.verse.map((line) => fillIn(line, { topic }));

/** What a thought is about. */
export interface ThoughtSubject {
  /** The tool that is called next. */
  readonly tool: string | undefined;
  readonly answered: boolean;
  readonly measure: ContentMeasure | undefined;
}

/** A thought that is true of the request: what it is about, and what comes next. */
export function thoughtOn(
  { book, topic, kind }: Question,
  { tool, answered, measure = 'usual' }: ThoughtSubject,
): string {
  const { thoughts } = book;
  const usual =
    tool !== undefined ? thoughts.call : answered ? thoughts.result : kind === 'say' ? [thoughts.say] : thoughts.answer;
  const said = measure === 'brief' ? usual.slice(0, 1) : [...usual, ...thoughts.more.slice(0, FURTHER[measure][1])];
  // Who thinks long drafts an answer.
  const draft = FURTHER[measure][1] > 0 ? [book.reply.plain, ...book.reply.more, book.reply.demo] : [];
  return [...said, ...draft].map((sentence) => fillIn(sentence, { topic, tool: tool ?? '' })).join(book.gap ?? ' ');
}
