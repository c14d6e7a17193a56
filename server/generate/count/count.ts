import {
  type Content,
  isJsonObject,
  type Message,
  type Profile,
  type Prompt,
  type PromptSize,
  textOfPart,
} from '../../core';
import type { TokenCounter } from '../../tokens';
import { imageTokens } from './image-tokens';
import { asInput } from './input-inflation';
import { FRAME_END, FRAME_START, signature } from './tool-signature';

/** Tokens that a house adds, as recorded for OpenAI's models; a profile's `limits` may name its own. */
const USUAL = { call: 8, tools: 9, schema: 10, named: 6, frame: 4 } as const;

/** Longer texts are not cached by the counter: tools are then counted one by one. */
const MAX_WHOLE = 20_000;

/** Tokens of a call besides those of its name and input. */
export const callTokens = (profile: Profile): number => profile.limits['call_tokens'] ?? USUAL.call;

/** Tokens of a prompt as `usage` shows them: framing, words, tools and the schema of the answer. */
export function measure(prompt: Prompt, profile: Profile, plain: TokenCounter): PromptSize {
  const { framing, limits } = profile;
  const counter = asInput(plain, profile);
  const system =
    prompt.system === undefined ? 0 : (limits['system_tokens'] ?? framing.message) + counter.count(prompt.system);
  const messages = prompt.messages.reduce(
    (sum, message) => sum + framing.message + messageTokens(message, profile, counter),
    0,
  );
  const tools = toolTokens(prompt, profile, counter);
  const { overhead = 0 } = prompt;
  return { input: framing.prompt + system + messages + tools + outputTokens(prompt, counter) + overhead, tools };
}

function messageTokens(message: Message, profile: Profile, counter: TokenCounter): number {
  if (message.role !== 'assistant')
    return counter.count(saidIn(message.content)) + attachments(message.content, profile, counter);
  // Thoughts of earlier turns are not read again: OpenAI and Anthropic both leave them out of the count.
  return message.parts.reduce((sum, part) => {
    if (part.type === 'reasoning' && part.current !== true) return sum;
    const call = part.type === 'tool-call' ? counter.count(part.name) + callTokens(profile) : 0;
    return sum + call + counter.count(textOfPart(part));
  }, 0);
}

/** Several texts of one message are counted as if nothing stood between them. */
const saidIn = (content: readonly Content[]): string =>
  content.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');

const attachments = (content: readonly Content[], profile: Profile, counter: TokenCounter): number =>
  content.reduce((sum, piece) => {
    if (piece.type === 'image') return sum + (piece.tokens ?? imageTokens(piece, profile));
    return piece.type === 'file' ? sum + (piece.tokens ?? 0) + counter.count(piece.text ?? '') : sum;
  }, 0);

/** Tools are shown to the model as a TypeScript namespace. */
function toolTokens(prompt: Prompt, profile: Profile, counter: TokenCounter): number {
  const { tools } = prompt;
  if (tools.length === 0) return 0;
  const signatures = tools.map(signature);
  const whole = [FRAME_START, ...signatures, FRAME_END].join('');
  const counted =
    whole.length <= MAX_WHOLE
      ? counter.count(whole)
      : signatures.reduce((sum, one) => sum + counter.count(one), counter.count(FRAME_START + FRAME_END));
  const own = profile.limits['tools_tokens'];
  if (own !== undefined) return counted + own;
  return (
    counted + namedTokens(prompt, counter) + (profile.framing.tools ?? USUAL.tools + besideSystem(prompt, counter))
  );
}

/** A call that is asked for by name is told to the model, too. */
const namedTokens = ({ toolChoice }: Prompt, counter: TokenCounter): number =>
  toolChoice.type === 'named' ? counter.count(toolChoice.name) + USUAL.named : 0;

/** The tools of older models stand in the system message, after a line's end: one frame less. */
const besideSystem = ({ system }: Prompt, counter: TokenCounter): number =>
  system === undefined ? 0 : counter.count(`${system}\n`) - counter.count(system) - USUAL.frame;

const outputTokens = ({ output }: Prompt, counter: TokenCounter): number =>
  output.type === 'json-schema' ? counter.count(output.name) + counter.count(compact(output.schema)) + USUAL.schema : 0;

/** A schema's titles and `additionalProperties` are not shown to the model. */
const compact = (schema: unknown): string =>
  JSON.stringify(schema, (key, value: unknown) =>
    key === 'additionalProperties' || (key === 'title' && !isJsonObject(value)) ? undefined : value,
  );
