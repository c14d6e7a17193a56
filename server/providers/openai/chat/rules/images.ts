import { type RuleDeclaration, rule } from '../../../../contract';
import type { Facts } from '../../../../core';
import { hostReach, isBase64Text } from '../../../../lib';
import type { ChatBody } from '../schema';
import { partsWhere } from './parts';

/** What can be wrong with an image's address, in the order in which it is looked at. */
export type ImageFault = 'no-url' | 'no-image-type' | 'no-base64' | 'no-image' | 'unknown-format';

/** Base64 of the first bytes of png, jpeg, gif and webp (RIFF). */
const FIRST_BYTES = /^(iVBORw0KGg|\/9j\/|R0lGOD|UklGR)/;
/** Types whose bytes are known; those of other types are taken to be what they are called. */
const KNOWN_TYPES = /^image\/(png|jpe?g|gif|webp)$/;
/** Characters of base64 by which a format can be told; fewer are of no known one (recorded with six bytes; the limit is inferred). */
const SHORTEST = 16;
/** Base64 of the first bytes of BMP, TIFF, SVG and HEIC. */
const OTHER_BYTES = /^(Qk|SUkq|TU0A|PHN2|PD94|AAAA)/;
const DATA_URL = /^data:([^;,]*)[^,]*,/;

const isRemote = (url: string): boolean => /^https?:/i.test(url);

/** The fault of an image's address; remote images are taken on trust. */
function imageFault(url: string): ImageFault | undefined {
  if (isRemote(url)) return URL.canParse(url) ? undefined : 'no-url';
  const head = DATA_URL.exec(url);
  if (head === null) return 'no-url';
  if (!head[1]?.startsWith('image/')) return 'no-image-type';
  const payload = url.slice(head[0].length);
  if (!isBase64Text(payload)) return 'no-base64';
  if (FIRST_BYTES.test(payload)) return undefined;
  const isNone = payload.length >= SHORTEST && KNOWN_TYPES.test(head[1]) && !OTHER_BYTES.test(payload);
  return isNone ? 'no-image' : 'unknown-format';
}

const below = ['image_url', 'url'];

/** A rule on the addresses of images: none has this fault. */
export const imagesWithout = (
  fault: ImageFault,
  declared: Pick<RuleDeclaration<ChatBody, Facts>, 'id' | 'says' | 'source' | 'at' | 'error'>,
) =>
  rule<ChatBody>({
    ...declared,
    check: (body) =>
      partsWhere(body, (part) => part.type === 'image_url' && imageFault(part.image_url.url) === fault, { below }),
  });

/** The places and addresses of images that no vendor could fetch. */
export const unreachableImages = (body: ChatBody) =>
  partsWhere(
    body,
    (part) =>
      part.type === 'image_url' && isRemote(part.image_url.url) && hostReach(part.image_url.url) !== 'somewhere',
    { below, facts: (part) => ({ value: part.type === 'image_url' && part.image_url.url }) },
  );
