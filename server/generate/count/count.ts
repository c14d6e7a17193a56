import { type Content, type Message, type Profile, type Prompt, type PromptSize, textOfPart } from '../../core';
import type { TokenCounter } from '../../tokens';
import { countsFor, type SurfaceCounts } from './generations';
import { imageTokens } from './image-tokens';
import { asInput } from './input-inflation';
import { schemaText } from './schema-text';
import { FRAME_END, FRAME_START, signature } from './tool-signature';

/** Longer texts are not cached by the counter: tools are then counted one by one. */
const MAX_WHOLE = 20_000;
/** Tokens of the frame of a system message that tools join. */
const SYSTEM_FRAME = 4;

export const percent = (tokens: number, share = 100): number => (tokens * share) / 100;

/** What one prompt is counted with. */
interface Counting {
  readonly prompt: Prompt;
  readonly profile: Profile;
  readonly counts: SurfaceCounts;
  /** Counts plain text as the model's own tokenizer would. */
  readonly counter: TokenCounter;
  /** Counts without that. */
  readonly plain: TokenCounter;
}

/** Tokens of a prompt as `usage` shows them: framing, texts, tools and the schema of the answer. */
export function measure(prompt: Prompt, profile: Profile, plain: TokenCounter): PromptSize {
  const { framing, limits } = profile;
  const counting = { prompt, profile, counts: countsFor(prompt, profile), counter: asInput(plain, profile), plain };
  const system =
    prompt.system === undefined
      ? 0
      : (limits['system_tokens'] ?? framing.message) + counting.counter.count(prompt.system);
  const messages = prompt.messages.reduce((sum, message) => sum + messageTokens(message, counting), 0);
  const tools = Math.round(toolTokens(counting));
  const { overhead = 0, reasoning } = prompt;
  const thinking = reasoning ? (counting.counts.thinking ?? 0) : 0;
  return {
    input: Math.round(framing.prompt + system + messages + tools + schemaTokens(counting) + thinking + overhead),
    tools,
  };
}

function messageTokens(message: Message, counting: Counting): number {
  const { counter, profile, counts, plain } = counting;
  const { framing } = profile;
  if (message.role === 'tool') return resultTokens(message.content, counting, message.name);
  if (message.role === 'user')
    return framing.message + counter.count(textIn(message.content)) + attachments(message.content, counting);
  const calls = message.parts.filter((part) => part.type === 'tool-call');
  const frame = calls.length === 0 ? (counts.assistant ?? framing.message) : callFrames(calls.length, counting);
  // Thoughts of earlier turns are not read again: OpenAI and Anthropic both leave them out of the count.
  return message.parts.reduce((sum, part) => {
    if (part.type === 'reasoning' && part.current !== true) return sum;
    if (part.type !== 'tool-call') return sum + counter.count(textOfPart(part));
    return sum + percent(plain.count(part.name) + plain.count(part.input), counts.callPercent);
  }, frame);
}

/** The constants of a turn with calls; those of their results stand with the results. */
function callFrames(calls: number, { counts, profile: { framing } }: Counting): number {
  const each = calls > 1 ? (counts.pairs ?? counts.pair) : counts.pair;
  return ((each ?? 0) - framing.message) * calls;
}

/** A result, whose header bears the name of its tool; Claude's has none. */
function resultTokens(content: readonly Content[], counting: Counting, name = ''): number {
  const { counter, counts, profile, plain } = counting;
  const header = counts.isJson === true ? 0 : plain.count(name);
  return profile.framing.message + header + counter.count(textIn(content)) + attachments(content, counting);
}

/** Several texts of one message are counted as if nothing stood between them. */
const textIn = (content: readonly Content[]): string =>
  content.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');

const attachments = (content: readonly Content[], { profile, counter, counts }: Counting): number =>
  content.reduce((sum, piece) => {
    if (piece.type === 'image') {
      const more = profile.image?.patch === undefined ? 0 : (counts.patchImage ?? 0);
      return sum + (piece.tokens ?? imageTokens(piece, profile) + more);
    }
    return piece.type === 'file' ? sum + (piece.tokens ?? 0) + counter.count(piece.text ?? '') : sum;
  }, 0);

/** OpenAI's models are shown tools as a TypeScript namespace, Claude as JSON. */
function toolTokens(counting: Counting): number {
  const { prompt, counts, plain } = counting;
  const { tools } = prompt;
  if (tools.length === 0) return 0;
  if (counts.isJson === true) {
    const texts = tools.map(({ name, description, schema }) =>
      JSON.stringify({ name, description, input_schema: schema }),
    );
    const text = texts.reduce((sum, one) => sum + plain.count(one), 0);
    return (
      percent(text, counts.toolPercent) +
      (counts.eachTool ?? 0) * tools.length +
      (prompt.toolChoice.type === 'named' ? (counts.named ?? 0) : 0)
    );
  }
  const signatures = tools.map(signature);
  const whole = [FRAME_START, ...signatures, FRAME_END].join('');
  const counted =
    whole.length <= MAX_WHOLE
      ? plain.count(whole)
      : signatures.reduce((sum, one) => sum + plain.count(one), plain.count(FRAME_START + FRAME_END));
  return counted + (counts.tools ?? 0) + firstDescription(counting) + namedTokens(counting) + besideSystem(counting);
}

const firstDescription = ({ prompt: { tools }, counts }: Counting): number =>
  (tools[0]?.description ?? '') === '' ? 0 : (counts.firstDescription ?? 0);

/** The name of the tool that a call is asked of, in so many words or because there is no other. */
export function forcedName({ toolChoice, tools }: Prompt, { isLoneToolNamed }: SurfaceCounts): string | undefined {
  if (toolChoice.type === 'named') return toolChoice.name;
  return toolChoice.type === 'required' && isLoneToolNamed === true && tools.length === 1 ? tools[0]?.name : undefined;
}

/** A call that is asked for by name is told to the model, too. */
function namedTokens({ prompt, counts, plain }: Counting): number {
  const name = counts.named === undefined ? undefined : forcedName(prompt, counts);
  return name === undefined ? 0 : plain.count(name) + (counts.named ?? 0);
}

/** The tools of older models stand in the system message, after a line's end: one frame less. */
function besideSystem({ prompt: { system }, counts, plain }: Counting): number {
  if (counts.isBesideSystem !== true || system === undefined) return 0;
  return plain.count(`${system}\n`) - plain.count(system) - SYSTEM_FRAME;
}

function schemaTokens({ prompt: { output, system }, counts, plain }: Counting): number {
  if (output.type !== 'json-schema') return 0;
  const { schema = 0, schemaBesideSystem = schema } = counts;
  const text = counts.isJson === true ? JSON.stringify(output.schema) : schemaText(output);
  return percent(plain.count(text), counts.schemaPercent) + (system === undefined ? schema : schemaBesideSystem);
}
