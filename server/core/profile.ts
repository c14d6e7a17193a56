/** How a model reasons: not at all, without showing it, or in the open. */
export type ReasoningStyle = 'none' | 'hidden' | 'open';

/** Which tokenizer counts for a model. */
export type Encoding = 'o200k_base' | 'cl100k_base';

/** What one model can do. Rules ask for these traits, never for a name. */
export interface Profile {
  /** The id under which the model is listed. */
  readonly id: string;
  /** The name that replies have: a dated snapshot for an alias, else the id. */
  readonly served: string;
  readonly ownedBy: string;
  readonly displayName: string;
  /** Unix seconds. */
  readonly created: number;
  /** The day, as YYYY-MM-DD, on which the vendor stops to serve it, where that is known. */
  readonly shutdown?: string;
  /** Unix milliseconds from which a request to it is refused. */
  readonly retiredAt?: number;
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
  /** How the provider caches prompts; absent where it does not. */
  readonly cache?: CacheBehavior;
  /** What an image costs. */
  readonly image?: ImageCost;
  /** Named lists that rules ask for, such as the efforts a model knows. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Constant tokens per prompt, per message and per reply. */
  readonly framing: Framing;
  /** How fast the model speaks, for paces that ask it; absent where nobody knows. */
  readonly pace?: ModelPace;
}

/** A model's own pace: milliseconds before its first token, and tokens per second. */
export interface ModelPace {
  readonly first: number;
  readonly rate: number;
}

/** For rules about requests that name no model. */
export const NO_MODEL: Profile = {
  id: '',
  served: '',
  ownedBy: '',
  displayName: '',
  created: 0,
  contextWindow: 0,
  maxOutput: 0,
  encoding: 'o200k_base',
  reasoning: 'none',
  houses: [],
  surfaces: [],
  traits: new Set(),
  limits: {},
  values: {},
  framing: { prompt: 0, message: 0, reply: 0 },
};

/** Tokens that a provider adds around the words. */
export interface Framing {
  readonly prompt: number;
  readonly message: number;
  readonly reply: number;
  /** The constant tokens of a reply on the Responses surface, where they differ. */
  readonly item?: number;
  /** Thoughts are counted in blocks of so many tokens. */
  readonly reasoning?: number;
  /** The generation of models whose recorded usage it counts by. */
  readonly generation?: string;
}

/** How a provider caches prompts. With a `step` it does so by itself; without one it waits for marks. */
export interface CacheBehavior {
  /** Shorter prefixes are not kept. */
  readonly min?: number;
  /** Read in whole steps of so many tokens. */
  readonly step?: number;
  /** Seconds for which a prompt is kept. */
  readonly ttl?: number;
}

/** Tokens of an image: `base` and `tile` of those that are looked at in tiles, else `patch`, `cap` and `extra`. */
export interface ImageCost {
  readonly base?: number;
  readonly tile?: number;
  readonly patch?: number;
  readonly cap?: number;
  readonly extra?: number;
}

/** Counts and reads tokens as a model does. */
export interface Tokenizer {
  /** Tokens of a text. */
  count(text: string): number;
  /** The text that tokens stand for; numbers that are no token of the encoding stand for nothing. */
  text(tokens: readonly number[]): string;
  /** The text cut at token borders. */
  pieces(text: string): readonly string[];
}
