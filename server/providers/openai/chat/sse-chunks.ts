import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { Frame, Noise } from '../../../core';
import type { ChatCompletionReply } from './render';

type SdkDelta = ChatCompletionChunk.Choice.Delta;
type SdkCall = ChatCompletionChunk.Choice.Delta.ToolCall;

/** One call's part of a delta; the SDK's type lacks custom tools, which its documents have. */
type CallDelta = Omit<SdkCall, 'type'> & {
  type?: 'function' | 'custom';
  custom?: { name?: string; input?: string };
};

/** The SDK's delta, with open reasoning and custom tools. */
export type Delta = Omit<SdkDelta, 'tool_calls'> & {
  reasoning_content?: string | null;
  tool_calls?: CallDelta[];
};

/** One choice's part of a chunk. */
export type ChunkChoice = Omit<ChatCompletionChunk.Choice, 'delta'> & { delta: Delta };

/** How a stream's frames are made. */
export interface ChunkOptions {
  /** Source of obfuscation; undefined turns it off. */
  readonly noise: Noise | undefined;
  /** Shall each chunk have a `usage` member? */
  readonly usage: boolean;
}

/** Makes the frames of one stream. */
export interface ChunkWriter {
  frame(choices: readonly ChunkChoice[], usage?: ChatCompletionReply['usage'] | null): Frame;
  /** A frame for each piece: head and tail are written once, only the piece is escaped. */
  pieces(mould: (piece: string) => ChunkChoice, pieces: readonly string[]): readonly Frame[];
}

/** Stands for the piece while a mould is cut; no name or id can hold it. */
const PLACEHOLDER = '\u0001';
const CUT = JSON.stringify(PLACEHOLDER);

/** Characters of a whole chunk, modulo 16, once it is padded (measured on 16,000 chunks). */
const REST = 1;
const BLOCK = 16;
const PAD_HEAD = ',"obfuscation":"';
const PAD_TAIL = '"}';

/** A pair of surrogates is one character; JSON.stringify leaves no single ones. */
const HIGH = /[\ud800-\udbff]/;
const charactersOf = (text: string): number => (HIGH.test(text) ? [...text].length : text.length);

const padLength = (characters: number): number => (((REST - characters) % BLOCK) + BLOCK) % BLOCK;

/** A press for one stream. */
export function createChunkWriter(completion: ChatCompletionReply, options: ChunkOptions): ChunkWriter {
  const { id, created, model, service_tier, system_fingerprint } = completion;
  const { noise, usage: withUsage } = options;
  const tier = service_tier === undefined ? {} : { service_tier };
  const common = { id, object: 'chat.completion.chunk', created, model, ...tier, system_fingerprint } as const;
  /** JSON text of a chunk without its closing brace. */
  const open = (choices: readonly ChunkChoice[], usage: ChatCompletionReply['usage'] | null): string =>
    JSON.stringify({ ...common, choices, ...(withUsage ? { usage } : {}) }).slice(0, -1);
  const padding = PAD_HEAD.length + PAD_TAIL.length;
  const end = (characters: number): string =>
    noise === undefined ? '}' : `${PAD_HEAD}${noise.text(padLength(characters + padding))}${PAD_TAIL}`;
  return {
    frame(choices, usage = null) {
      const text = open(choices, usage);
      return `data: ${text}${end(charactersOf(text))}\n\n`;
    },
    pieces(mould, pieces) {
      const text = open([mould(PLACEHOLDER)], null);
      const at = text.indexOf(CUT);
      const head = `data: ${text.slice(0, at)}`;
      const tail = text.slice(at + CUT.length);
      const fixed = charactersOf(text) - CUT.length;
      return pieces.map((piece) => {
        const words = JSON.stringify(piece);
        return `${head}${words}${tail}${end(fixed + charactersOf(words))}\n\n`;
      });
    },
  };
}
