import { overlap, stemsOf } from '../extract/text-sentences';
import type { TextTool } from './form';
import type { FormContext } from './form-context';
import { userText } from './prompt-texts';

/** What stands behind a mark in a scratchpad, up to the next one. */
const OBSERVATION = /Observation:\s*([\s\S]*?)(?=\n(?:Thought|Action|Final Answer|Question):|$)/gu;

/** The next step of a text agent: an action, or the answer once an observation is there. */
export function sayReact(tools: readonly TextTool[], { prompt, found, question }: FormContext): string {
  const text = userText(prompt.messages.findLast(({ role }) => role === 'user'));
  const isContinued = /Thought:\s*$/u.test(text);
  const lead = isContinued ? '' : 'Thought: ';
  const scratchpad = text.slice(Math.max(0, text.lastIndexOf('Begin!'), text.lastIndexOf('\nQuestion:')));
  const asked = /Question:\s*([^\n]+)/u.exec(scratchpad)?.[1] ?? question.plain;
  const seen = [...scratchpad.matchAll(OBSERVATION)]
    .map(([, result = '']) => result.trim())
    .filter((result) => result !== '')
    .at(-1);
  if (seen !== undefined) return `${lead}I now know the final answer.\nFinal Answer: ${seen.replace(/\s+/gu, ' ')}`;
  const tool = chosen(tools, asked);
  return `${lead}I need to use ${tool.name}.\nAction: ${tool.name}\nAction Input: ${inputFor(asked, found)}`;
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

const inputFor = (asked: string, { quoted, places, names }: FormContext['found']): string =>
  quoted[0] ??
  EXPRESSION.exec(asked)?.[0] ??
  CODE.exec(asked)?.[0] ??
  places[0] ??
  names[0] ??
  asked.replace(/^Use \w+:?\s*/iu, '').replace(/[?.]\s*$/u, '');
