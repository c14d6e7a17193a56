/** One SSE event, its data parsed where it is JSON. */
export interface SseEvent {
  readonly event?: string;
  readonly data: unknown;
}

/** Reads SSE text that may arrive in any slices. */
export class SseReader {
  private waiting = '';

  /** The events that are complete once `slice` has come. */
  push(slice: string): SseEvent[] {
    const blocks = (this.waiting + slice).split('\n\n');
    this.waiting = blocks.pop() ?? '';
    return blocks.flatMap(parseBlock);
  }
}

/** All events of a whole SSE text. */
export const readSse = (text: string): SseEvent[] => new SseReader().push(text);

function parseBlock(block: string): SseEvent[] {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line));
  const field = (name: string) => fields.find((each) => each?.[1] === name)?.[2];
  const event = field('event');
  const data = field('data');
  if (data === undefined) return [];
  return [{ ...(event === undefined ? {} : { event }), data: data === '[DONE]' ? data : JSON.parse(data) }];
}
