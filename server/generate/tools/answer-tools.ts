import { type Prompt, type ToolSpec, textOf } from '../../core';
import { offeredTools } from '../../matching';
import type { HeardPrompt } from './conversation';

/** Names that frameworks give to the tool by which an answer is given. */
const NAME =
  /^(?:(?:give_|return_)?final_?(?:result|answer|response|output)(?:_\w+)?|submit(?:_(?:final_)?(?:answer|result|response|output))?|(?:return_)?structured_?(?:output|response)|json_tool_call|respond|finish|attempt_completion)$/iu;
const SAYS =
  /^\s*(?:always )?(?:respond|reply|answer)\b.{0,30}\b(?:with|in|using) (?:an? |the |this )?(?:valid )?(?:JSON|structured|format|schema|tool)\b|\b(?:final (?:answer|result|response|output)|structured (?:response|output|answer)|submit (?:an?|the|your) (?:final )?answer|correctly extracted|ends? (?:the|this) (?:conversation|session|task|run|loop)|when (?:the task|everything|you) (?:is|are) (?:complete|done|finished))\b/iu;
/** A tool says what it is for at the beginning of its description. */
const MOST_READ = 160;

/** Does a tool say that it answers or ends, as SDKs offer one for structured output? */
export const isAnswerTool = ({ name, description = '' }: ToolSpec): boolean =>
  NAME.test(name) || SAYS.test(description.slice(0, MOST_READ));

/** A class of data, named as one: it is filled, and does nothing. */
const DATA_CLASS =
  /^(?!(?:Get|Set|Find|Search|Fetch|Run|Create|Add|Send|Call|Make|List|Read|Write|Edit)[A-Z])[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)*$/u;
const EXTRACTS = /\b(?:extract|parse|structured|fill in)\b/iu;

/** Of tools none of which says so, the one that holds the answer: a class of data among verbs, or alone where data is to be read out. */
export function dataTool(tools: readonly ToolSpec[], asked: string): ToolSpec | undefined {
  const classes = tools.filter(({ name }) => DATA_CLASS.test(name));
  const [first] = classes;
  return classes.length < tools.length || EXTRACTS.test(asked) ? first : undefined;
}

/** Must the reply call a tool? */
export function mustCall({ tools, toolChoice }: Prompt): boolean {
  if (tools.length === 0) return false;
  if (toolChoice.type === 'allowed') return toolChoice.mode === 'required';
  return toolChoice.type === 'required' || toolChoice.type === 'named';
}

const DEMAND =
  /\b(?:must|always|have to|need to|required to|please|only)\s+(?:\w+\s+){0,3}?(?:call|use|invoke|respond (?:with|using)|answer (?:with|using)|reply (?:with|using))\s+(?:(?:the|an?|one|exactly one|one of the)\s+)*["'`]?([\w-]{1,64})["'`]?(?:\s+(?:tool|function))?|\b(?:call|use|invoke)\s+(?:the\s+)?["'`]?([\w-]{1,64})["'`]?\s+(?:tool|function)\b/giu;
const DEFERRED = /^tool_?search$/iu;

/** A tool that the system text or a reminder wants called; `name` is absent where any will do. */
export interface ToolDemand {
  readonly tool: ToolSpec;
  /** What a search for tools is to look for, where the wanted one is not yet there. */
  readonly search?: string;
}

/** The tool that a prompt's words demand: a thinking model cannot be forced, so clients ask it to. */
export function demandedTool(prompt: HeardPrompt): ToolDemand | undefined {
  const offered = offeredTools(prompt);
  const text = `${prompt.system ?? ''}\n${prompt.reminders ?? ''}`;
  if (offered.length === 0 || !/\b(?:call|use|invoke|using|with)\b/iu.test(text)) return undefined;
  for (const match of text.matchAll(DEMAND)) {
    const name = match[1] ?? match[2] ?? '';
    const tool = offered.find((one) => one.name === name);
    if (tool !== undefined) return { tool };
    const finder = offered.find((one) => DEFERRED.test(one.name));
    if (finder !== undefined && /^[A-Z]\w+[A-Z]|_/u.test(name)) return { tool: finder, search: name };
    if (/^tools?$|^functions?$/iu.test(name) && offered.length === 1 && offered[0] !== undefined)
      return { tool: offered[0] };
  }
  return undefined;
}

/** The words of a prompt that say what is to be done with data. */
export const instructionsOf = ({ system = '', messages }: Prompt): string => {
  const user = messages.findLast(({ role }) => role === 'user');
  return `${system}\n${user?.role === 'user' ? textOf(user.content) : ''}`;
};
