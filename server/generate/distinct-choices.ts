import type { Part, Prompt } from '../core';
import type { Cut } from './cut';
import { readQuestion } from './text/question';

const saidIn = ({ parts }: Cut): string =>
  parts.map((part) => (part.type === 'tool-call' ? `${part.name} ${part.input}` : part.text)).join('\n');

/**
 * Makes each choice of a reply one of its own: who says what was said already says so.
 * Calls and JSON stay as they are; there is nothing that could be said before them.
 */
export function makeDistinct(drafts: readonly Cut[], prompt: Prompt): readonly Cut[] {
  if (drafts.length < 2 || prompt.output.type !== 'text') return drafts;
  const { again } = readQuestion(prompt).book;
  const said = new Set<string>();
  return drafts.map((draft) => {
    let own = draft;
    for (let times = 1; said.has(saidIn(own)) && hasText(draft); times += 1) {
      own = { ...draft, parts: opened(draft.parts, openings(again, times)) };
    }
    said.add(saidIn(own));
    return own;
  });
}

const hasText = ({ parts }: Cut): boolean => parts.some(({ type }) => type === 'text');

/** The openings of a place in the row of all combinations: the shortest first. */
function openings(again: readonly string[], place: number): string {
  const rest = Math.floor((place - 1) / again.length);
  return (rest === 0 ? '' : openings(again, rest)) + (again[(place - 1) % again.length] ?? '');
}

function opened(parts: readonly Part[], opening: string): readonly Part[] {
  const first = parts.findIndex(({ type }) => type === 'text');
  return parts.map((part, at) =>
    at === first && part.type === 'text' ? { ...part, text: opening + part.text } : part,
  );
}
