import type { Finding } from '../../../../contract';
import type { Path } from '../../../../core';
import type { AnyMessagesBody } from '../schema';
import { blocksOf, type ContentBlock } from '../schema/blocks';

/** One message of a request. */
export type RequestMessage = AnyMessagesBody['messages'][number];

/** A block and its position; a string content is one text block. */
export interface PlacedBlock<Block extends ContentBlock = ContentBlock> {
  readonly message: number;
  readonly index: number;
  readonly role: RequestMessage['role'];
  readonly block: Block;
}

/** Consecutive messages of one role: the service reads them as one turn. */
export interface RoleRun {
  readonly role: RequestMessage['role'];
  readonly from: number;
  readonly messages: readonly RequestMessage[];
}

export const isEmpty = ({ content }: RequestMessage): boolean => content.length === 0;

export const isBlank = (text: string): boolean => text.trim() === '';

/** All blocks of all messages with their positions. */
export function allBlocks({ messages }: AnyMessagesBody): PlacedBlock[] {
  const found: PlacedBlock[] = [];
  // About twenty rules walk all blocks of each request, so this goes without iterators.
  for (let message = 0; message < messages.length; message += 1) {
    const { role, content } = messages[message] as RequestMessage;
    const blocks = blocksOf(content);
    for (let index = 0; index < blocks.length; index += 1) {
      found.push({ message, index, role, block: blocks[index] as ContentBlock });
    }
  }
  return found;
}

/** All blocks of one type with their positions. */
export function blocksOfType<const Type extends ContentBlock['type']>(
  { messages }: AnyMessagesBody,
  type: Type,
): PlacedBlock<Extract<ContentBlock, { type: Type }>>[] {
  const found: PlacedBlock<Extract<ContentBlock, { type: Type }>>[] = [];
  for (let message = 0; message < messages.length; message += 1) {
    const { role, content } = messages[message] as RequestMessage;
    const blocks = blocksOf(content);
    for (let index = 0; index < blocks.length; index += 1) {
      const block = blocks[index] as ContentBlock;
      if (block.type === type)
        found.push({ message, index, role, block: block as Extract<ContentBlock, { type: Type }> });
    }
  }
  return found;
}

/** `messages.N.content.M`. */
export const blockPath = ({ message, index }: Omit<PlacedBlock, 'block' | 'role'>): Path => [
  'messages',
  message,
  'content',
  index,
];

/** A finding at a block; the printed path ends in the block's tag where `tag` is given. */
export const atBlock = (placed: Omit<PlacedBlock, 'block' | 'role'>, tag?: string): Finding => ({
  path: blockPath(placed),
  ...(tag === undefined ? {} : { tagged: [...blockPath(placed), tag] }),
});

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

export const isThinkingRequested = ({ thinking }: AnyMessagesBody): boolean =>
  thinking?.type === 'enabled' || thinking?.type === 'adaptive';

/** True when the reply must call a tool. */
export const forcesToolUse = ({ tool_choice: choice }: Pick<AnyMessagesBody, 'tool_choice'>): boolean =>
  choice?.type === 'any' || choice?.type === 'tool';
