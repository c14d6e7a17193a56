import { type Part, type StopReason, textOfPart } from '../core';
import type { TokenCounter } from '../tokens';

/** What is left of a reply after it has been cut, and why it ends. */
export interface Cut {
  readonly parts: readonly Part[];
  readonly stop: StopReason;
  readonly stopSequence?: string;
}

/** Ends the visible text before the first stop sequence in it; what would follow is never said. */
export function cutAtSequence(cut: Cut, sequences: readonly string[]): Cut {
  for (const [at, part] of cut.parts.entries()) {
    if (part.type !== 'text') continue;
    const first = firstOf(part.text, sequences);
    if (first === undefined) continue;
    const kept = part.text.slice(0, first.at);
    const parts = [...cut.parts.slice(0, at), ...(kept === '' ? [] : [{ type: 'text', text: kept } as const])];
    return { parts, stop: 'stop-sequence', stopSequence: first.sequence };
  }
  return cut;
}

/** The sequence that stands first; of two at the same place the longer one. */
function firstOf(
  text: string,
  sequences: readonly string[],
): { readonly at: number; readonly sequence: string } | undefined {
  return sequences
    .filter((sequence) => sequence !== '')
    .map((sequence) => ({ at: text.indexOf(sequence), sequence }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.sequence.length - a.sequence.length)[0];
}

/** How much may be said. */
export interface Room {
  readonly tokens: number;
  /** What it means to reach the end of it. */
  readonly stop: StopReason;
  /** Tokens that a part costs besides its words. */
  extra(part: Part): number;
}

/** Tokens of the parts of a reply. */
export const tokensOf = (parts: readonly Part[], counter: TokenCounter, extra: Room['extra']): number =>
  parts.reduce((sum, part) => sum + counter.count(textOfPart(part)) + extra(part), 0);

/** Ends the reply where its tokens are used up: in the middle of a word, a thought or a call's input. */
export function cutToRoom(cut: Cut, counter: TokenCounter, { tokens, stop, extra }: Room): Cut {
  if (tokensOf(cut.parts, counter, extra) <= tokens) return cut;
  const parts: Part[] = [];
  let left = tokens;
  for (const part of cut.parts) {
    const cost = counter.count(textOfPart(part)) + extra(part);
    if (cost <= left) {
      parts.push(part);
      left -= cost;
      continue;
    }
    const words = firstTokens(textOfPart(part), counter, left - extra(part));
    if (words !== '') parts.push(part.type === 'tool-call' ? { ...part, input: words } : { ...part, text: words });
    break;
  }
  return { parts, stop };
}

/** The beginning of a text that has so many tokens; a sign of several tokens counts for all of them. */
function firstTokens(text: string, counter: TokenCounter, most: number): string {
  let left = most;
  let kept = '';
  for (const piece of counter.pieces(text)) {
    left -= isPlain(piece) ? 1 : counter.count(piece);
    if (left < 0) break;
    kept += piece;
  }
  return kept;
}

const isPlain = (piece: string): boolean => /^[\x20-\x7e]+$/u.test(piece);
