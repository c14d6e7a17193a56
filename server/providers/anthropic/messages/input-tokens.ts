import type { Profile } from '../../../core';
import { imageHead } from '../../../lib';
import { imagePatches, scaledSize } from './image-scaling';
import { pdfHead } from './pdf-head';
import type { AnyMessagesBody } from './schema';
import { toolType } from './schema/tools';

/** A picture behind an address is charged like one of this size: near to the median of seven recordings. */
const UNKNOWN_SIZE = { width: 480, height: 320 } as const;

/** A page with few words costs 1,575 to 1,640 tokens in 16 recordings. */
const PAGE_TOKENS = 1_575;

/** An image costs so many more than its patches (recorded on seven sizes). */
const IMAGE_FRAME = 3;

/** Tokens of an image, by its size and by what the model sees of it. */
export const imageTokens = (base64: string | undefined, profile: Profile): number =>
  imagePatches(scaledSize((base64 === undefined ? undefined : imageHead(base64)?.size) ?? UNKNOWN_SIZE, profile)) +
  IMAGE_FRAME;

/** Tokens of a PDF by its pages. */
export const pdfTokens = (base64: string | undefined, { limits }: Profile): number =>
  ((base64 === undefined ? undefined : pdfHead(base64)?.pages) ?? 1) * (limits['page_tokens'] ?? PAGE_TOKENS);

/** The provider's own instructions that come with tools (the table of about-claude/pricing), as a profile's `limits` name them. */
export function toolOverhead({ tools = [], tool_choice: choice }: AnyMessagesBody, { limits }: Profile): number {
  if (tools.length === 0) return 0;
  const isForced = choice?.type === 'any' || choice?.type === 'tool';
  const prompt = limits[isForced ? 'forced_tool_prompt' : 'tool_prompt'] ?? 0;
  return tools.reduce((sum, tool) => sum + (limits[familyOf(toolType(tool))] ?? 0), prompt);
}

/** `bash_20250124` is of the family `bash`. */
const familyOf = (tag: string): string => tag.replace(/_\d{8}$/, '');
