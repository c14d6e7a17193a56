import type { Path } from '../../../../core';
import { hostReach } from '../../../../lib';
import type { ChatBody, ChatMessage } from '../schema';

/** One typed part of a message's content. */
export type ChatContentPart = Extract<NonNullable<ChatMessage['content']>, readonly unknown[]>[number];

/** A content part and where it stands. */
export interface PlacedPart {
  readonly part: ChatContentPart;
  readonly role: ChatMessage['role'];
  readonly path: Path;
}

/** All typed content parts of a conversation. */
export function placedParts({ messages }: ChatBody): readonly PlacedPart[] {
  const placed: PlacedPart[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    if (!Array.isArray(content)) continue;
    placed.push(...content.map((part, place) => ({ part, role, path: ['messages', at, 'content', place] })));
  }
  return placed;
}

/** What can be wrong with an image's address, in the order in which it is looked at. */
export type ImageFault = 'no-url' | 'no-image-type' | 'no-base64' | 'unknown-format';

/** Base64 of the first bytes of png, jpeg, gif and webp (RIFF). */
const FIRST_BYTES = /^(iVBORw0KGg|\/9j\/|R0lGOD|UklGR)/;
const DATA_URL = /^data:([^;,]*)[^,]*,/;

const isRemote = (url: string): boolean => /^https?:/i.test(url);

/** The fault of an image's address; remote images are taken on trust. */
function imageFault(url: string): ImageFault | undefined {
  if (isRemote(url)) return URL.canParse(url) ? undefined : 'no-url';
  const head = DATA_URL.exec(url);
  if (head === null) return 'no-url';
  if (!head[1]?.startsWith('image/')) return 'no-image-type';
  const payload = url.slice(head[0].length);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(payload)) return 'no-base64';
  return FIRST_BYTES.test(payload) ? undefined : 'unknown-format';
}

/** The places of images that have this fault. */
export const imagesWith = (body: ChatBody, fault: ImageFault): readonly Path[] =>
  placedParts(body).flatMap(({ part, path }) =>
    part.type === 'image_url' && imageFault(part.image_url.url) === fault ? [[...path, 'image_url', 'url']] : [],
  );

/** The places and addresses of images that no vendor could fetch. */
export const unreachableImages = (body: ChatBody): readonly { readonly path: Path; readonly url: string }[] =>
  placedParts(body).flatMap(({ part, path }) =>
    part.type === 'image_url' && isRemote(part.image_url.url) && hostReach(part.image_url.url) !== 'somewhere'
      ? [{ path: [...path, 'image_url', 'url'], url: part.image_url.url }]
      : [],
  );
