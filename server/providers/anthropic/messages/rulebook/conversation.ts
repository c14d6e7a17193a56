import type { Path } from '../../../../core';
import type { ContentBlock } from '../blocks';
import type { AskedBody } from '../schema';

/** One message as it stands in the body. */
export type WireMessage = AskedBody['messages'][number];

/** A block of a message and where it stands; a string stands for one text block. */
export interface Placed<Block extends ContentBlock = ContentBlock> {
  readonly message: number;
  readonly index: number;
  readonly block: Block;
}

/** Messages of one role without another role between: the house reads them as one. */
export interface Run {
  readonly role: WireMessage['role'];
  readonly from: number;
  readonly messages: readonly WireMessage[];
}

/** Nothing is said. */
export const isEmpty = ({ content }: WireMessage): boolean => content.length === 0;

/** Nothing but white space. */
export const isBlank = (text: string): boolean => text.trim() === '';

/** The blocks of one message; a string that says nothing has none. */
export function blocksOf({ content }: WireMessage): readonly ContentBlock[] {
  if (typeof content !== 'string') return content;
  return content === '' ? [] : [{ type: 'text', text: content }];
}

/** All blocks of all messages with their places. */
export function allBlocks({ messages }: AskedBody): Placed[] {
  const found: Placed[] = [];
  for (let message = 0; message < messages.length; message += 1) {
    const blocks = blocksOf(messages[message] as WireMessage);
    for (let index = 0; index < blocks.length; index += 1) {
      found.push({ message, index, block: blocks[index] as ContentBlock });
    }
  }
  return found;
}

/** All blocks of one type with their places. */
export function blocksOfType<const Type extends ContentBlock['type']>(
  { messages }: AskedBody,
  type: Type,
): Placed<Extract<ContentBlock, { type: Type }>>[] {
  const found: Placed<Extract<ContentBlock, { type: Type }>>[] = [];
  // Each rule asks anew, so this goes without iterators.
  for (let message = 0; message < messages.length; message += 1) {
    const blocks = blocksOf(messages[message] as WireMessage);
    for (let index = 0; index < blocks.length; index += 1) {
      const block = blocks[index] as ContentBlock;
      if (block.type === type) found.push({ message, index, block: block as Extract<ContentBlock, { type: Type }> });
    }
  }
  return found;
}

/** `messages.N.content.M`. */
export const placeOf = ({ message, index }: Placed): Path => ['messages', message, 'content', index];

/** The messages as runs of one role. */
export function runsOf(messages: readonly WireMessage[]): Run[] {
  const runs: { role: WireMessage['role']; from: number; messages: WireMessage[] }[] = [];
  for (const [index, message] of messages.entries()) {
    const last = runs.at(-1);
    if (last?.role === message.role) last.messages.push(message);
    else runs.push({ role: message.role, from: index, messages: [message] });
  }
  return runs;
}

/** Is thinking asked for? */
export const isThinking = ({ thinking }: AskedBody): boolean =>
  thinking?.type === 'enabled' || thinking?.type === 'adaptive';

/** Must the reply call a tool? */
export const isForced = ({ tool_choice: choice }: AskedBody): boolean =>
  choice?.type === 'any' || choice?.type === 'tool';
