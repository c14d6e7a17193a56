import type { Content, Profile } from '../../core';
import { type ImageSize, imageHead } from '../../lib';

type Image = Extract<Content, { type: 'image' }>;

/** An image that cannot be looked at, such as one behind an address, is taken to be this large; near to most recordings. */
const UNSEEN: ImageSize = { width: 640, height: 480 };
/** What an image costs on a model whose profile does not say. */
const USUAL = 85;

/** Pixels of a tile's, and of a patch's side. */
const TILE = 512;
const PATCH = 32;
/** High detail: the image is fitted into a square, then its short side is brought down. */
const SQUARE = 2048;
const SHORT_SIDE = 768;

const DATA_URL = /^data:[^,]*;base64,/;

/** Tokens of an image by the model's way of looking (OpenAI's vision guide, and recorded usage). */
export function imageTokens({ source, detail }: Image, { image = {} }: Profile): number {
  const { base = 0, tile, patch, cap = Number.POSITIVE_INFINITY, extra = 0 } = image;
  if (tile !== undefined) return detail === 'low' ? base : base + tile * tilesOf(sizeOf(source));
  return patch === undefined ? USUAL : ceilHundredths(patchesOf(sizeOf(source), cap), patch) + extra;
}

/** Whole tokens of so many patches: in hundredths, for 1.62 × 300 is a little more than 486 in floating point. */
const ceilHundredths = (patches: number, each: number): number => Math.ceil((patches * Math.round(each * 100)) / 100);

function sizeOf(source: string): ImageSize {
  const head = DATA_URL.exec(source);
  return (head === null ? undefined : imageHead(source.slice(head[0].length))?.size) ?? UNSEEN;
}

function tilesOf({ width, height }: ImageSize): number {
  const fit = Math.min(1, SQUARE / Math.max(width, height));
  const scale = fit * Math.min(1, SHORT_SIDE / (Math.min(width, height) * fit));
  return Math.ceil((width * scale) / TILE) * Math.ceil((height * scale) / TILE);
}

/** Above the cap an image is shrunk until whole patches fit. */
function patchesOf({ width, height }: ImageSize, cap: number): number {
  const count = (scale: number): number => Math.ceil((width * scale) / PATCH) * Math.ceil((height * scale) / PATCH);
  if (count(1) <= cap) return count(1);
  const shrunk = Math.sqrt((cap * PATCH * PATCH) / (width * height));
  const whole = (side: number): number => Math.floor((side * shrunk) / PATCH) / ((side * shrunk) / PATCH);
  return count(shrunk * Math.min(whole(width), whole(height)));
}
