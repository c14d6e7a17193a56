import type { JsonObject } from './json';
import type { Profile, Tokenizer } from './profile';
import type { Part } from './turn';

/** What was asked, in no surface's words. */
export interface Prompt {
  /** The model as the client named it. */
  readonly model: string;
  /** All system and developer text, joined by blank lines. */
  readonly system?: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
  readonly toolChoice: ToolChoice;
  /** May the reply hold more than one tool call? */
  readonly parallelTools: boolean;
  readonly output: OutputFormat;
  readonly limits: PromptLimits;
  /** How many replies are wanted, at least 1. */
  readonly choices: number;
  readonly stream: boolean;
  /** Nobody waits for the answer: whoever wants it looks for it later. */
  readonly background?: boolean;
  /** Shall the turn begin with a reasoning part? Decided by the reader from body and profile. */
  readonly reasoning: boolean;
  /** How much is thought before the answer, and how much is said in it; as usual where absent. */
  readonly thoughts?: ContentMeasure;
  readonly words?: ContentMeasure;
  /** Another number makes another reply. */
  readonly seed?: number;
  /** Further prompts of the same request, each answered on its own after this one. */
  readonly further?: readonly Prompt[];
  /** The surface by whose rules tokens are counted, where it is not Chat Completions. */
  readonly countedAs?: 'responses' | 'messages';
  /** Tokens that end a reply here, where they are not the model's usual ones. */
  readonly ending?: number;
  /** Tokens that the provider charges for what is not said in words, such as its own instructions for tools. */
  readonly overhead?: number;
}

/** How much is said. */
export type ContentMeasure = 'brief' | 'usual' | 'long' | 'longest';

const MEASURES: ReadonlyMap<string, ContentMeasure> = new Map([
  ['minimal', 'brief'],
  ['low', 'brief'],
  ['medium', 'usual'],
  ['high', 'long'],
  ['xhigh', 'longest'],
  ['max', 'longest'],
]);

/** What a level asks for: the providers name efforts and verbosities alike. */
export const contentMeasure = (level: unknown): ContentMeasure => MEASURES.get(String(level)) ?? 'usual';

/** Members of a prompt that say how it is answered, and nothing of what is asked: the same words answer without them. */
export const KEYS_NOT_SEEDED: ReadonlySet<string> = new Set<keyof Prompt>([
  'limits',
  'choices',
  'stream',
  'background',
  'reasoning',
  'thoughts',
  'words',
  'further',
  'ending',
  'overhead',
  'countedAs',
]);

/** Tokens of a prompt as the provider counts them. */
export interface PromptSize {
  /** All of it, as `usage` shows it. */
  readonly input: number;
  /** Those of the tools on offer. */
  readonly tools: number;
  /** Tokens of each prompt, where one request may hold several. */
  readonly each?: readonly number[];
}

/** Tokens by which system texts that are messages of their own differ from the same texts counted as one. */
export function separateMessageTokens(texts: readonly string[], { framing }: Profile, { count }: Tokenizer): number {
  if (texts.length < 2) return 0;
  const each = texts.reduce((sum, text) => sum + framing.message + count(text), 0);
  return each - framing.message - count(texts.join('\n\n'));
}

/** What may end a reply early. */
export interface PromptLimits {
  /** Most tokens of output, reasoning included. */
  readonly maxOutput?: number;
  readonly stop: readonly string[];
}

/** One message of the conversation; an assistant's is an earlier turn. */
export type Message =
  | { readonly role: 'user'; readonly content: readonly Content[] }
  | { readonly role: 'assistant'; readonly parts: readonly Part[] }
  | { readonly role: 'tool'; readonly callId: string; readonly name?: string; readonly content: readonly Content[] };

/**
 * One piece of what a user or a tool said; `tokens` where a reader can tell what the provider charges for it,
 * `pieces` where a reply repeats it token by token.
 */
export type Content =
  | { readonly type: 'text'; readonly text: string; readonly pieces?: readonly string[] }
  | { readonly type: 'image'; readonly source: string; readonly detail?: string; readonly tokens?: number }
  | { readonly type: 'audio'; readonly format: string }
  | { readonly type: 'file'; readonly name?: string; readonly text?: string; readonly tokens?: number };

/** A tool on offer. A `function` takes JSON by `schema`; a `custom` one takes free text. */
export interface ToolSpec {
  readonly kind: 'function' | 'custom';
  readonly name: string;
  readonly description?: string;
  readonly schema?: JsonObject;
  readonly strict?: boolean;
  /** The form of a custom tool's text, where it has one. */
  readonly grammar?: { readonly syntax: 'lark' | 'regex'; readonly definition: string };
}

/** Which tools the reply may or must call. */
export type ToolChoice =
  | { readonly type: 'auto' | 'none' | 'required' }
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'allowed'; readonly mode: 'auto' | 'required'; readonly names: readonly string[] };

/** The form the answer's text must have. */
export type OutputFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json' }
  | { readonly type: 'json-schema'; readonly name: string; readonly schema: JsonObject; readonly strict: boolean };

/** The words of a list of content pieces, joined by line breaks. */
export const textOf = (content: readonly Content[]): string =>
  content.flatMap((piece) => (piece.type === 'text' ? [piece.text] : [])).join('\n');
