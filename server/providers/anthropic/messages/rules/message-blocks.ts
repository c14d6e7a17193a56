import type { Path } from '../../../../core';
import type { AnyMessagesBody } from '../schema';
import type { ContentBlock } from '../schema/blocks';

/** One message as it stands in the body. */
export type RequestMessage = AnyMessagesBody['messages'][number];

/** A block of a message and where it stands; a string stands for one text block. */
export interface PlacedBlock<Block extends ContentBlock = ContentBlock> {
  readonly message: number;
  readonly index: number;
  readonly block: Block;
}

/** Messages of one role without another role between: the house reads them as one. */
export interface RoleRun {
  readonly role: RequestMessage['role'];
  readonly from: number;
  readonly messages: readonly RequestMessage[];
}

/** Nothing is said. */
export const isEmpty = ({ content }: RequestMessage): boolean => content.length === 0;

/** Nothing but white space. */
export const isBlank = (text: string): boolean => text.trim() === '';

/** The blocks of one message; a string that says nothing has none. */
export function blocksOf({ content }: RequestMessage): readonly ContentBlock[] {
  if (typeof content !== 'string') return content;
  return content === '' ? [] : [{ type: 'text', text: content }];
}

/** All blocks of all messages with their places. */
export function allBlocks({ messages }: AnyMessagesBody): PlacedBlock[] {
  const found: PlacedBlock[] = [];
  for (let message = 0; message < messages.length; message += 1) {
    const blocks = blocksOf(messages[message] as RequestMessage);
    for (let index = 0; index < blocks.length; index += 1) {
      found.push({ message, index, block: blocks[index] as ContentBlock });
    }
  }
  return found;
}

/** All blocks of one type with their places. */
export function blocksOfType<const Type extends ContentBlock['type']>(
  { messages }: AnyMessagesBody,
  type: Type,
): PlacedBlock<Extract<ContentBlock, { type: Type }>>[] {
  const found: PlacedBlock<Extract<ContentBlock, { type: Type }>>[] = [];
  // Each rule asks anew, so this goes without iterators.
  for (let message = 0; message < messages.length; message += 1) {
    const blocks = blocksOf(messages[message] as RequestMessage);
    for (let index = 0; index < blocks.length; index += 1) {
      const block = blocks[index] as ContentBlock;
      if (block.type === type) found.push({ message, index, block: block as Extract<ContentBlock, { type: Type }> });
    }
  }
  return found;
}

/** `messages.N.content.M`. */
export const blockPath = ({ message, index }: PlacedBlock): Path => ['messages', message, 'content', index];

/** The messages as runs of one role. */
export function runsOf(messages: readonly RequestMessage[]): RoleRun[] {
  const runs: { role: RequestMessage['role']; from: number; messages: RequestMessage[] }[] = [];
  for (const [index, message] of messages.entries()) {
    const last = runs.at(-1);
    if (last?.role === message.role) last.messages.push(message);
    else runs.push({ role: message.role, from: index, messages: [message] });
  }
  return runs;
}

/** Is thinking asked for? */
export const isThinkingRequested = ({ thinking }: AnyMessagesBody): boolean =>
  thinking?.type === 'enabled' || thinking?.type === 'adaptive';

/** Must the reply call a tool? */
export const forcesToolUse = ({ tool_choice: choice }: AnyMessagesBody): boolean =>
  choice?.type === 'any' || choice?.type === 'tool';
