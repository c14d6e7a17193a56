import {
  eventsIn,
  isJsonObject,
  listOrEmpty,
  memberAt,
  type ParsedReply,
  type Part,
  parseJson,
  type StopReason,
  textOrEmpty,
} from '../../../core';

const stops: Readonly<Record<string, StopReason>> = {
  end_turn: 'end',
  max_tokens: 'length',
  stop_sequence: 'stop-sequence',
  tool_use: 'tool-calls',
  refusal: 'refusal',
  pause_turn: 'pause',
  model_context_window_exceeded: 'context-window',
};

/** Reads a message, or its events, as a client does. */
export function parseReply(text: string): ParsedReply | undefined {
  const whole = parseJson(text);
  if (isJsonObject(whole)) {
    return 'content' in whole ? replyOf(listOrEmpty(whole['content']), whole['stop_reason']) : undefined;
  }
  const events = eventsIn(text);
  if (events.length === 0) return undefined;
  const stop = events.map((event) => memberAt(event, 'delta', 'stop_reason')).findLast((reason) => reason != null);
  return replyOf(blocksOf(events), stop);
}

const replyOf = (blocks: readonly unknown[], stop: unknown): ParsedReply => ({
  parts: blocks.flatMap((block) => readers[textOrEmpty(memberAt(block, 'type'))]?.(block) ?? []),
  stop: stops[textOrEmpty(stop)],
});

/** What each kind of block says. */
const readers: Readonly<Record<string, (block: unknown) => readonly Part[]>> = {
  text: (block) => [{ type: 'text', text: textOrEmpty(memberAt(block, 'text')) }],
  thinking: (block) => [{ type: 'reasoning', text: textOrEmpty(memberAt(block, 'thinking')) }],
  tool_use: (block) => [
    {
      type: 'tool-call',
      kind: 'function',
      name: textOrEmpty(memberAt(block, 'name')),
      input:
        typeof memberAt(block, 'input') === 'string'
          ? textOrEmpty(memberAt(block, 'input'))
          : JSON.stringify(memberAt(block, 'input')),
      id: textOrEmpty(memberAt(block, 'id')),
    },
  ],
};

/** Deltas, and the member of their block to which their words belong. */
const members: Readonly<Record<string, string>> = { text: 'text', thinking: 'thinking', tool_use: 'input' };
const deltaKeys = ['text', 'thinking', 'partial_json'] as const;

/** The blocks that events add up to. */
function blocksOf(events: readonly unknown[]): readonly unknown[] {
  return events.flatMap((event) => {
    const block = memberAt(event, 'content_block');
    if (!isJsonObject(block)) return [];
    const own = events.filter(
      (one) => memberAt(one, 'type') === 'content_block_delta' && memberAt(one, 'index') === memberAt(event, 'index'),
    );
    const said = own.map((one) => deltaKeys.map((key) => textOrEmpty(memberAt(one, 'delta', key))).join('')).join('');
    const member = members[textOrEmpty(block['type'])];
    return [member === undefined ? block : { ...block, [member]: said }];
  });
}
