import type { Profile } from '../../../core';
import type { ImageSize } from '../../../lib';

/** Side of the square that costs one token, in pixels. */
const PATCH = 28;

/** Models before 4.7; a profile's `limits` name what later ones see. */
const STANDARD = { edge: 1_568, tokens: 1_568 } as const;

/** Tokens of an image by width and height, padded to whole patches. */
export const imagePatches = ({ width, height }: ImageSize): number =>
  Math.ceil(width / PATCH) * Math.ceil(height / PATCH);

/**
 * The size at which a model sees an image: the largest long edge at which edge and tokens keep their limits.
 * Checked against the table of build-with-claude/vision: 1920x1080 becomes 1456x819, 3840x2160 becomes 2576x1449.
 */
export function scaledSize(size: ImageSize, { limits }: Profile): ImageSize {
  const { width, height } = size;
  const most = { edge: limits['image_edge'] ?? STANDARD.edge, tokens: limits['image_patches'] ?? STANDARD.tokens };
  const long = Math.max(width, height);
  const scaled = (edge: number): ImageSize => {
    const other = Math.max(1, Math.round((Math.min(width, height) * edge) / long));
    return width >= height ? { width: edge, height: other } : { width: other, height: edge };
  };
  let edge = Math.min(long, most.edge);
  if (edge === long && imagePatches(size) <= most.tokens) return size;
  while (edge > 1 && imagePatches(scaled(edge)) > most.tokens) edge -= 1;
  return scaled(edge);
}
