import type { Part, Prompt, ToolCall, ToolSpec } from '../../core';
import { hashText } from '../../lib';
import { offeredTools } from '../../matching';
import { extractValues } from '../extract/extracted-values';
import { type CallContext, callInputs } from './call-inputs';
import { askedTools, matchTools } from './match-tools';

/** Must the reply call a tool? */
export function mustCall({ tools, toolChoice }: Prompt): boolean {
  if (tools.length === 0) return false;
  if (toolChoice.type === 'allowed') return toolChoice.mode === 'required';
  return toolChoice.type === 'required' || toolChoice.type === 'named';
}

/** Calls that the reply to a prompt makes, none where words are better. */
export function chooseCalls(prompt: Prompt, context: CallContext): readonly ToolCall[] {
  const tools = toolsFor(prompt, offeredTools(prompt), context);
  const calls = tools.flatMap((tool) => callsOf(tool, partFor(tool, tools, context)));
  if (prompt.parallelTools) return calls;
  const open = notYetMade(calls, prompt);
  return (open.length === 0 && mustCall(prompt) ? calls : open).slice(0, 1);
}

/** Where one call is made at a time, those that the question asks for and no turn since has made. */
function notYetMade(calls: readonly ToolCall[], { messages }: Prompt): readonly ToolCall[] {
  const since = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
  const made = since.flatMap((message) => (message.role === 'assistant' ? message.parts.filter(isCall) : []));
  const left = made.map(({ name }) => name);
  return calls.filter(({ name }) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function toolsFor(prompt: Prompt, offered: readonly ToolSpec[], { question }: CallContext): readonly ToolSpec[] {
  const [first] = offered;
  if (first === undefined) return [];
  if (prompt.toolChoice.type === 'named') return [first];
  const last = prompt.messages.at(-1);
  const answered = last?.role === 'tool';
  const form = offered.filter((tool) => isFormOfAnswers(tool) && !(answered && last.name === tool.name)).slice(0, 1);
  if (answered && form.length > 0) return form;
  if (answered && prompt.parallelTools && !mustCall(prompt)) return [];
  const asked = askedTools(offered, question);
  if (asked.length === 0 && form.length > 0) return form;
  return !mustCall(prompt) || asked.length > 0 ? asked : [matchTools(offered, question)[0]?.tool ?? first];
}

/** A tool that says of itself that answers are given by it, as SDKs offer one to models without structured output. */
const isFormOfAnswers = ({ description = '' }: ToolSpec): boolean =>
  /^\s*(?:always )?(?:respond|reply|answer)\b.{0,30}\b(?:with|in|using) (?:an? |the |this )?(?:valid )?(?:JSON|structured|format|schema|tool)\b/iu.test(
    description,
  );

/** Where one clause of a question ends and another may begin. */
const CLAUSES =
  /[,;?!。、，]\s*(?:and |und |et |y |и )?|\s+(?:and|und|et|y|и|also|then)\s+|(?:还有|以及|并且|そして|그리고)/u;

/** Of a question for several tools, the clauses that are about one of them; a clause about none belongs to the one before. */
function partFor(tool: ToolSpec, tools: readonly ToolSpec[], context: CallContext): CallContext {
  if (tools.length < 2) return context;
  const clauses = context.question.plain.split(CLAUSES).filter((clause) => clause.trim() !== '');
  const owners: (string | undefined)[] = [];
  for (const plain of clauses) {
    owners.push(matchTools(tools, { ...context.question, plain })[0]?.tool.name ?? owners.at(-1));
  }
  const plain = clauses.filter((_, at) => owners[at] === tool.name).join(', ');
  const question = { ...context.question, plain };
  const found = extractValues(question);
  return plain === '' || (found.places.length === 0 && context.found.places.length > 0)
    ? context
    : { ...context, question, found };
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
