import { isJsonObject, type JsonObject, type Prompt, parseJson } from '../../core';
import { overlap, stemsOf } from '../extract/text-sentences';
import type { Question } from '../text/question';
import type { Form, TextTool } from './form';
import type { FormContext } from './form-context';
import { userText } from './prompt-texts';

/** What stands behind a mark in a scratchpad, up to the next one. */
const OBSERVATION = /Observation:\s*([\s\S]*?)(?=\n(?:Thought|Action|Final Answer|Question):|$)/gu;

/** The next step of a text agent: an action, or the answer once an observation is there. */
export function sayReact(
  { tools, ending }: Extract<Form, { kind: 'react' }>,
  { prompt, found, question }: FormContext,
): string {
  const text = userText(prompt.messages.findLast(({ role }) => role === 'user'));
  const isContinued = /Thought:\s*$/u.test(text);
  const lead = isContinued ? '' : 'Thought: ';
  const scratchpad = text.slice(Math.max(0, text.lastIndexOf('Begin!'), text.lastIndexOf('\nQuestion:')));
  const asked = /Question:\s*([^\n]+)/u.exec(scratchpad)?.[1] ?? question.plain;
  const seen = [...scratchpad.matchAll(OBSERVATION)]
    .map(([, result = '']) => result.trim())
    .filter((result) => result !== '')
    .at(-1);
  if (seen !== undefined) return `${lead}I now know the final answer.\n${ending}: ${seen.replace(/\s+/gu, ' ')}`;
  const tool = chosen(tools, asked);
  const input = tool.args === undefined ? inputFor(asked, found) : JSON.stringify(argumentsFor(tool.args, asked));
  return `${lead}I need to use ${tool.name}.\nAction: ${tool.name}\nAction Input: ${input}`;
}

/** The tool that a question names, else the one whose description shares most with it. */
function chosen(tools: readonly TextTool[], asked: string): TextTool {
  const stems = stemsOf(asked);
  const scored = tools.map((tool) => ({
    tool,
    score:
      (asked.includes(tool.name) ? 100 : 0) +
      overlap(stemsOf(`${tool.name.replaceAll('_', ' ')} ${tool.description}`), stems),
  }));
  return (scored.sort((a, b) => b.score - a.score)[0]?.tool ?? tools[0]) as TextTool;
}

const EXPRESSION = /[-(]*\d[\d.]*(?:\s*[-+*/^]\s*[-(]*\d[\d.]*\)*)+/u;
const CODE = /(?<![\p{L}_])[A-Z]{2,5}(?![\p{L}_])/u;

const inputFor = (
  asked: string,
  { quoted, places, names }: Pick<FormContext['found'], 'quoted' | 'places' | 'names'>,
): string =>
  quoted[0] ??
  EXPRESSION.exec(asked)?.[0] ??
  CODE.exec(asked)?.[0] ??
  places[0] ??
  names[0] ??
  asked.replace(/^Use \w+:?\s*/iu, '').replace(/[?.]\s*$/u, '');

/** The last thing that a tool gave a text agent whose trajectory stands in numbered sections. */
export function observationIn(text: string): string | undefined {
  const seen = [...text.matchAll(/observation_\d+[^\n]*\n([\s\S]*?)(?=\n\s*\[\[|\n\s*<|$)/giu)]
    .map(([, result = '']) => result.trim())
    .filter((result) => result !== '' && !/^completed\.?$/iu.test(result));
  return seen.at(-1);
}

const LISTED = /\(\d+\)\s+([\w-]+)[^\n]*?<desc>([\s\S]*?)<\/desc>[^\n]*?arguments\s+(\{[^\n]*\})/gu;

/** The members of the next step of an agent that is asked for a tool's name and arguments as fields of its own, as DSPy's is. */
export function agentStep(prompt: Prompt, question: Question): JsonObject {
  const all = `${prompt.system ?? ''}\n${userText(prompt.messages.findLast(({ role }) => role === 'user'))}`;
  if (!all.includes('next_tool_name')) return {};
  const tools = [...all.matchAll(LISTED)].map(([, name = '', description = '', written = '{}']) => {
    const args = parseJson(written.replaceAll("'", '"'));
    return { name, description, args: isJsonObject(args) ? args : {} };
  });
  const end = tools.find(({ name }) => name === 'finish');
  const work = tools.filter((tool) => tool !== end);
  const isDone = observationIn(all) !== undefined || work.length === 0;
  const tool = isDone ? end : work.find(({ name }) => name === chosen(work, question.plain).name);
  if (tool === undefined) return {};
  const thought = isDone ? 'The result is there.' : `${tool.name} fits what is asked.`;
  return { next_thought: thought, next_tool_name: tool.name, next_tool_args: argumentsFor(tool.args, question.plain) };
}

/** Arguments by their types, from the numbers and words of a question in their order. */
function argumentsFor(args: JsonObject, asked: string): JsonObject {
  const numbers = (asked.match(/-?\d+(?:\.\d+)?/gu) ?? []).map(Number);
  return Object.fromEntries(
    Object.entries(args).map(([name, schema]) => {
      const isNumber = isJsonObject(schema) && /^(?:integer|number)$/u.test(String(schema['type']));
      return [name, isNumber ? (numbers.shift() ?? 1) : inputFor(asked, NOTHING)];
    }),
  );
}

const NOTHING = { quoted: [], places: [], names: [] };
