import type { Part, Prompt, ToolCall, ToolSpec } from '../../core';
import { hashText } from '../../lib';
import { offeredTools } from '../../matching';
import { extractValues } from '../extract/extracted-values';
import { dataTool, demandedTool, instructionsOf, isAnswerTool, mustCall } from './answer-tools';
import { type CallContext, callInputs } from './call-inputs';
import { askedTools, matchTools } from './match-tools';
import { failedResult, withResults } from './result-values';

/** Is a part a call? */
export const isCall = (part: Part): part is ToolCall => part.type === 'tool-call';

/** What decides which calls come next. */
interface Round {
  readonly prompt: Prompt;
  readonly context: CallContext;
  readonly offered: readonly ToolSpec[];
  /** Calls since the last question. */
  readonly made: readonly ToolCall[];
  readonly answered: boolean;
  readonly must: boolean;
}

/** Ways to go on, the likeliest first: the first that calls something decides. */
const STEPS: readonly ((round: Round) => readonly ToolCall[])[] = [named, demanded, asked, answering, further];

/** Calls that the reply to a prompt makes, none where words are better. */
export function chooseCalls(prompt: Prompt, context: CallContext): readonly ToolCall[] {
  const offered = offeredTools(prompt);
  if (offered.length === 0) return [];
  const round: Round = {
    prompt,
    context,
    offered,
    made: callsSince(prompt),
    answered: prompt.messages.at(-1)?.role === 'tool',
    must: mustCall(prompt),
  };
  for (const step of STEPS) {
    const calls = step(round);
    if (calls.length > 0) return prompt.parallelTools ? calls : calls.slice(0, 1);
  }
  return [];
}

function callsSince({ messages }: Prompt): readonly ToolCall[] {
  const since = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
  return since.flatMap((message) => (message.role === 'assistant' ? message.parts.filter(isCall) : []));
}

/** The tool that the request names. */
function named({ prompt, context, offered, answered }: Round): readonly ToolCall[] {
  const [tool] = offered;
  if (prompt.toolChoice.type !== 'named' || tool === undefined) return [];
  return callsOf(tool, answered ? withResults(prompt, context) : context);
}

/** The tool that the system text or a reminder demands, once. */
function demanded(round: Round): readonly ToolCall[] {
  const { prompt, context, made } = round;
  const demand = demandedTool(prompt);
  if (demand === undefined || made.some(({ name }) => name === demand.tool.name)) return [];
  if (demand.search !== undefined) return [searchFor(demand.tool, demand.search)];
  return isAnswerTool(demand.tool) && asked(round).length > 0 ? [] : callsOf(demand.tool, withResults(prompt, context));
}

const searchFor = ({ kind, name }: ToolSpec, wanted: string): ToolCall => ({
  type: 'tool-call',
  kind,
  name,
  input: JSON.stringify({ query: `select:${wanted}`, max_results: 1 }),
});

/** Tools that the question asks for, as often as it does and as no turn since has called them. */
function asked({ prompt, context, offered, made, answered, must }: Round): readonly ToolCall[] {
  if (answered && prompt.parallelTools && !must) return [];
  const work = offered.filter((tool) => !isAnswerTool(tool));
  const tools = askedTools(work, context.question);
  const calls = tools.flatMap((tool) => callsOf(tool, partFor(tool, tools, context)));
  const left = made.map(({ name }) => name);
  return calls.filter(({ name }) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The tool by which an answer is given: once, and again where its input was refused. */
function answering({ prompt, context, offered, made, must }: Round): readonly ToolCall[] {
  const tools = offered.filter(isAnswerTool);
  const tool = matchTools(tools, context.question)[0]?.tool ?? tools[0] ?? (must ? openData() : undefined);
  if (tool === undefined) return [];
  const last = prompt.messages.at(-1);
  const wasCalled = made.some(({ name }) => name === tool.name) || (last?.role === 'tool' && last.name === tool.name);
  if (wasCalled && !must && !failedResult(prompt)) return [];
  return callsOf(tool, withResults(prompt, context));

  function openData(): ToolSpec | undefined {
    const data = dataTool(offered, instructionsOf(prompt));
    return data === undefined || made.some(({ name }) => name === data.name) ? undefined : data;
  }
}

/** Other inputs tried for a call that was made already. */
const TRIES = 8;

/** Where a call must be made: the best tool that was not called yet, else one with an input that is new. */
function further({ prompt, context, offered, made, must }: Round): readonly ToolCall[] {
  if (!must) return [];
  const ranked = [...matchTools(offered, context.question).map(({ tool }) => tool), ...offered];
  const open = ranked.find(({ name }) => !made.some((call) => call.name === name));
  if (open !== undefined) return callsOf(open, withResults(prompt, context));
  const tool = ranked[0] as ToolSpec;
  const isNew = ({ name, input }: ToolCall): boolean =>
    !made.some((call) => call.name === name && call.input === input);
  for (let at = 0; at < TRIES; at += 1) {
    const seed = hashText(`again ${at}`, context.seed);
    const calls = callsOf(tool, { ...(at === 0 ? withResults(prompt, context) : withoutValues(context)), seed });
    if (calls.every(isNew)) return calls.slice(0, 1);
  }
  return callsOf(tool, context).slice(0, 1);
}

/** Where all that the question says was tried, other values are invented. */
function withoutValues(context: CallContext): CallContext {
  const question = { ...context.question, text: '', plain: '', subject: '', topic: '' };
  return { ...context, question, found: extractValues(question) };
}

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
