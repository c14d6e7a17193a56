import type { Content, Profile, Prompt, ReadSource, Tokenizer } from '../../../core';
import { promptsOf, type SinglePrompt } from './prompts';
import type { CompletionsBody } from './schema';

/** "Defaults to 16." */
const USUAL_TOKENS = 16;

/** An absent prompt is the end-of-text token: nothing in words, one token in the bill. */
const END_OF_TEXT: PromptText = { text: '', overhead: 1 };

/** The most tokens that a reply may have. */
export const maxTokensOf = ({ max_tokens: most }: CompletionsBody): number => most ?? USUAL_TOKENS;

/** Replies that are generated for each prompt: those that are shown, and those they are the best of. */
export const candidatesOf = ({ best_of: candidates, n }: CompletionsBody): number => Math.max(candidates ?? 1, n ?? 1);

/** One prompt in words, and the tokens by which its bill differs from them. */
interface PromptText {
  readonly text: string;
  readonly overhead: number;
}

function promptText(prompt: SinglePrompt, tokenizer: Tokenizer): PromptText {
  if (typeof prompt === 'string') return { text: prompt, overhead: 0 };
  const text = tokenizer.text(prompt);
  return { text, overhead: prompt.length - tokenizer.count(text) };
}

/** A legacy completion request in neutral words: each of its prompts is a user's message. */
export function read(body: CompletionsBody, _profile: Profile, { tokenizer }: ReadSource): Prompt {
  const asked = promptsOf(body)?.map((prompt) => promptText(prompt, tokenizer)) ?? [END_OF_TEXT];
  const [first, ...others] = asked.map((one) => promptOf(one, body, tokenizer));
  return { ...(first as Prompt), ...(others.length === 0 ? {} : { further: others }) };
}

function promptOf({ text, overhead }: PromptText, body: CompletionsBody, tokenizer: Tokenizer): Prompt {
  const { stop, suffix, seed, temperature } = body;
  const repeated = body.echo === true && typeof body.logprobs === 'number';
  const content: Content[] = [{ type: 'text', text, ...(repeated ? { pieces: tokenizer.pieces(text) } : {}) }];
  // What comes after the gap is read, and is no part of what is asked.
  if (suffix) content.push({ type: 'file', name: 'suffix', text: suffix });
  return {
    model: body.model,
    messages: [{ role: 'user', content }],
    tools: [],
    toolChoice: { type: 'none' },
    parallelTools: false,
    output: { type: 'text' },
    limits: { maxOutput: maxTokensOf(body), stop: typeof stop === 'string' ? [stop] : (stop ?? []) },
    choices: candidatesOf(body),
    stream: body.stream === true,
    reasoning: false,
    // Without temperature the likeliest word is said, whatever the seed.
    ...(seed == null || temperature === 0 ? {} : { seed }),
    overhead,
  };
}
