import type { Profile, Prompt } from '../../core';
import generations from '../../data/usage/generations.json';

/**
 * What a generation of models counts on one surface besides its texts: tokens, and percentages of a text's own count.
 * Fitted on recorded usage and held against recordings that the fit had not seen; FIDELITY.md says how well each is known.
 */
export interface SurfaceCounts {
  /** An offer of tools, besides their text. */
  readonly tools?: number;
  /** More where the first tool has a description. */
  readonly firstDescription?: number;
  /** Tools stand behind the system message, after a line's end. */
  readonly isBesideSystem?: boolean;
  /** Tools are counted as JSON: each has a constant, and a percentage of its text. */
  readonly isJson?: boolean;
  readonly eachTool?: number;
  readonly toolPercent?: number;
  /** A call asked for by name, besides the name. */
  readonly named?: number;
  /** A call is required and one tool is there: it costs as if it was named. */
  readonly isLoneToolNamed?: boolean;
  /** The schema of the answer, besides its text. */
  readonly schema?: number;
  readonly schemaBesideSystem?: number;
  readonly schemaPercent?: number;
  /** An assistant's message of the history. */
  readonly assistant?: number;
  /** A call with its result in the history, besides names, input and result; each of several calls of one turn. */
  readonly pair?: number;
  readonly pairs?: number;
  readonly callPercent?: number;
  /** Thinking that is switched on. */
  readonly thinking?: number;
  /** An image that is looked at in patches, more than the model's profile says. */
  readonly patchImage?: number;
  /** A reply's constant, and the percentage of its text. */
  readonly reply?: number;
  readonly replyPercent?: number;
  /** A call of a reply; once more for a reply with calls, and for one with several. */
  readonly call?: number;
  readonly calls?: number;
  readonly parallel?: number;
  readonly callReplyPercent?: number;
  /** A call of a reply that must call: its constant, which is all there is besides the percentage of its text. */
  readonly forcedCall?: number;
  readonly forcedReplyPercent?: number;
  /** Of a call that the request forces only the input counts. */
  readonly isForcedCallBare?: boolean;
  /** A reply that keeps a schema. */
  readonly schemaReply?: number;
  /** A reply that was reasoned about. */
  readonly afterReasoning?: number;
}

type Generations = Readonly<Record<string, Readonly<Record<string, SurfaceCounts>>>>;

const table: Generations = generations;

/** Models whose usage nobody has recorded count like the generation of gpt-4o. */
const USUAL = 'openai-4o';

/** The counts that hold for a prompt on its surface. */
export function countsFor({ countedAs }: Pick<Prompt, 'countedAs'>, { framing }: Profile): SurfaceCounts {
  const generation = table[framing.generation ?? USUAL] ?? {};
  return generation[countedAs ?? 'chat'] ?? generation['chat'] ?? generation['messages'] ?? {};
}
