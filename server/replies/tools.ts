import type { Part, Prompt, ToolCall, ToolSpec } from '../core';
import { hashText } from '../entropy';
import { offeredTools } from '../matching';
import { type CallContext, callInputs } from './arguments';
import { askedTools, matchTools } from './tool-match';

/** Must the reply call a tool? */
export function mustCall({ tools, toolChoice }: Prompt): boolean {
  if (tools.length === 0) return false;
  if (toolChoice.type === 'allowed') return toolChoice.mode === 'required';
  return toolChoice.type === 'required' || toolChoice.type === 'named';
}

/** Calls that the reply to a prompt makes, none where words are better. */
export function chooseCalls(prompt: Prompt, context: CallContext): readonly ToolCall[] {
  const offered = offeredTools(prompt);
  const calls = toolsFor(prompt, offered, context).flatMap((tool) => callsOf(tool, context));
  return prompt.parallelTools ? calls : calls.slice(0, 1);
}

function toolsFor(prompt: Prompt, offered: readonly ToolSpec[], { question }: CallContext): readonly ToolSpec[] {
  const [first] = offered;
  if (first === undefined) return [];
  if (prompt.toolChoice.type === 'named') return [first];
  const answered = prompt.messages.at(-1)?.role === 'tool';
  if (!mustCall(prompt)) return answered ? [] : askedTools(offered, question);
  const asked = askedTools(offered, question);
  return asked.length > 0 ? asked : [matchTools(offered, question)[0]?.tool ?? first];
}

const callsOf = (tool: ToolSpec, context: CallContext): readonly ToolCall[] =>
  callInputs(tool, { ...context, seed: hashText(tool.name, context.seed) }).map((input) => ({
    type: 'tool-call',
    kind: tool.kind,
    name: tool.name,
    input,
  }));

/** Is a part a call? */
export const isCall = (part: Part): part is ToolCall => part.type === 'tool-call';
