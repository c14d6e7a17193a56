/** How a model reasons: not at all, without showing it, or in the open. */
export type ReasoningStyle = 'none' | 'hidden' | 'open';

/** Which tokenizer counts for a model. */
export type Encoding = 'o200k_base' | 'cl100k_base';

/** What one model can do. Rules ask for these traits, never for a name. */
export interface Profile {
  /** The id under which the model is listed. */
  readonly id: string;
  /** The name that replies bear: a dated snapshot for an alias, else the id. */
  readonly served: string;
  readonly ownedBy: string;
  readonly displayName: string;
  /** Unix seconds. */
  readonly created: number;
  /** Tokens that prompt and reply may have together. */
  readonly contextWindow: number;
  readonly maxOutput: number;
  readonly encoding: Encoding;
  readonly reasoning: ReasoningStyle;
  /** Which lists of models show it: `openai`, `anthropic`. */
  readonly houses: readonly string[];
  /** Ids of the surfaces that serve it. */
  readonly surfaces: readonly string[];
  /** Named abilities that rules and renderers ask for; absent means no. */
  readonly traits: ReadonlySet<string>;
  /** Named numbers that rules ask for, such as the most choices. */
  readonly limits: Readonly<Record<string, number>>;
  /** Named lists that rules ask for, such as the efforts a model knows. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Constant tokens per prompt, per message and per reply. */
  readonly framing: Framing;
}

/** Tokens that a house adds around the words. */
export interface Framing {
  readonly prompt: number;
  readonly message: number;
  readonly reply: number;
}
