import type { Finding } from '../../../../contract';
import type { ChatMessage } from '../schema';

/** What can be wrong between tool calls and the messages that answer them. */
export type PairingFault = 'orphan' | 'unanswered' | 'unknown-id' | 'duplicate-id';

/** The first fault of pairing in a conversation, with the place the service blames. */
export interface PairingError {
  readonly fault: PairingFault;
  readonly finding: Finding;
}

/** Calls of the last assistant message that made some, until the next message that is no tool's. */
interface OpenCalls {
  readonly ids: readonly string[];
  readonly answered: Set<string>;
}

const idsOf = (message: ChatMessage): readonly string[] =>
  message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [];

const mispair = (fault: PairingFault, path: readonly (string | number)[], value?: string): PairingError => ({
  fault,
  finding: { path: ['messages', ...path], facts: { value } },
});

/** Walks the conversation once. */
export function findPairingError(messages: readonly ChatMessage[]): PairingError | undefined {
  let open: OpenCalls | undefined;
  for (const [at, message] of messages.entries()) {
    const fault = message.role === 'tool' ? answer(open, message.tool_call_id, at) : unanswered(open, [at, 'role']);
    if (fault !== undefined) return fault;
    if (message.role === 'tool') continue;
    const ids = idsOf(message);
    const twice = ids.find((id, place) => ids.indexOf(id) !== place);
    if (twice !== undefined) return mispair('duplicate-id', [at, 'tool_calls'], twice);
    open = ids.length === 0 ? undefined : { ids, answered: new Set() };
  }
  return unanswered(open, []);
}

function answer(open: OpenCalls | undefined, id: string, at: number): PairingError | undefined {
  if (open === undefined) return mispair('orphan', [at, 'role']);
  if (!open.ids.includes(id)) return mispair('unknown-id', [at, 'tool_call_id'], id);
  if (open.answered.has(id)) return mispair('duplicate-id', [at, 'tool_call_id'], id);
  open.answered.add(id);
  return undefined;
}

function unanswered(open: OpenCalls | undefined, path: readonly (string | number)[]): PairingError | undefined {
  const left = open?.ids.filter((id) => !open.answered.has(id)) ?? [];
  return left.length === 0 ? undefined : mispair('unanswered', path, left.join(', '));
}
