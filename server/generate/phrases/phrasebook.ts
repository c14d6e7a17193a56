/** What a prompt can ask for, as far as the generator tells it apart. */
export type Kind =
  | 'greeting'
  | 'thanks'
  | 'identity'
  | 'say'
  | 'translate'
  | 'poem'
  | 'explain'
  | 'how'
  | 'compare'
  | 'list'
  | 'write'
  | 'yes-no'
  | 'other';

/** A pattern by which a kind is known; the group `topic` is what the prompt is about. */
export type Ask = readonly [kind: Kind, pattern: RegExp];

/** Sentences in their order; one alternative of each is said. `{topic}` stands for the topic. */
export type SentenceSlots = readonly (readonly [string, ...string[]])[];

/** Kinds answered by words alone, without a rule of their own. */
export type SpokenKind = Exclude<Kind, 'say'>;

/** All that the generator needs to talk in one language. */
export interface Phrasebook {
  /** Politeness before the question, cut off before anything is asked of it. */
  readonly polite: RegExp;
  /** Tried in order. */
  readonly asks: readonly Ask[];
  readonly answers: { readonly [K in SpokenKind]: SentenceSlots };
  /** Words before an answer that was given already. */
  readonly again: readonly [string, ...string[]];
  /** What goes between sentences. */
  readonly gap: string;
  readonly comma: string;
  readonly quotes: readonly [open: string, close: string];
  /** The topic of a prompt without words. */
  readonly nothing: string;
  /** Words before a block of code. */
  readonly code: SentenceSlots;
  /** Thoughts before an answer, before a call (`{tool}`), and about a result. */
  readonly thoughts: { readonly answer: SentenceSlots; readonly call: SentenceSlots; readonly result: SentenceSlots };
  /** What is said of results: `{facts}`, `{text}`, and `{label}` with `{value}` for each fact. */
  readonly results: {
    readonly facts: SentenceSlots;
    readonly text: SentenceSlots;
    readonly failed: SentenceSlots;
    readonly empty: SentenceSlots;
    readonly pair: string;
  };
  /** Names of common members of results. */
  readonly labels: Readonly<Record<string, string>>;
}
