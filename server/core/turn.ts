/** What is answered: parts in the order in which they are said. */
export interface Turn {
  readonly parts: readonly Part[];
  readonly stop: StopReason;
  /** The sequence that ended the turn, when `stop` is `stop-sequence`. */
  readonly stopSequence?: string;
  readonly usage: Usage;
}

/** One thing an assistant says. `pieces` are the same words as a stream says them: their concatenation is the whole. */
export type Part =
  | { readonly type: 'text'; readonly text: string; readonly pieces?: readonly string[] }
  | ReasoningPart
  | { readonly type: 'refusal'; readonly text: string; readonly pieces?: readonly string[] }
  | ToolCall;

/** A thought. `current` marks one of a turn that still goes on: it is read again, and counted. */
export interface ReasoningPart {
  readonly type: 'reasoning';
  readonly text: string;
  readonly pieces?: readonly string[];
  readonly current?: true;
}

/** A call of a tool. `input` is JSON text for a `function`, free text for a `custom` tool. */
export interface ToolCall {
  readonly type: 'tool-call';
  readonly kind: 'function' | 'custom';
  readonly name: string;
  readonly input: string;
  readonly pieces?: readonly string[];
  /** The id under which an earlier turn made this call; absent in a new turn, where the surface makes one. */
  readonly id?: string;
}

/** Why a turn ended. */
export type StopReason =
  | 'end'
  | 'length'
  | 'stop-sequence'
  | 'tool-calls'
  | 'refusal'
  | 'content-filter'
  | 'pause'
  | 'context-window';

/** Token counts. `reasoning` is part of `output`; `cacheRead` and `cacheWrite` are parts of `input`. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly reasoning: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** The part of `cacheWrite` that is kept for an hour or more. */
  readonly cacheWriteLong?: number;
}

/** The words of a part, whatever its kind. */
export const textOfPart = (part: Part): string => (part.type === 'tool-call' ? part.input : part.text);

/** Neighbours in groups of so many; the last may be smaller. */
export const inGroups = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

/** Pieces as the deltas of a stream hold them: so many in each, one where nothing is said of it. */
export const chunked = (pieces: readonly string[], size = 1): readonly string[] =>
  size === 1 ? pieces : inGroups(pieces, size).map((group) => group.join(''));

/** The words of a part as a stream says them; a part without pieces is said at once. */
export const piecesOf = (part: Part): readonly string[] =>
  part.pieces ?? (textOfPart(part) === '' ? [] : [textOfPart(part)]);
