import { isJsonObject, type Path } from '../../../../core';
import { type Finding, rulesFor } from '../../../../validation';
import type { AskedBody } from '../schema';
import { allBlocks, placeOf } from './conversation';
import { guessed, reported } from './evidence';

/** Images and pages of one request, for a window of 200,000 tokens and for a larger one. */
const MEDIA_LIMIT = { usual: 100, large: 600, largeWindow: 1_000_000 } as const;

/** A source of bytes, as sent. */
interface Source {
  readonly block: string;
  readonly path: Path;
  readonly type: unknown;
  readonly media: string;
  readonly data: string;
  readonly url: string;
}

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The source of an image or document, and of those inside a tool's result. */
function sourcesIn(block: unknown, path: Path): readonly Source[] {
  if (!isJsonObject(block)) return [];
  if (Array.isArray(block['content'])) {
    return block['content'].flatMap((inner, index) =>
      sourcesIn(inner, [...path, String(block['type']), 'content', index]),
    );
  }
  const source = block['source'];
  if (!isJsonObject(source)) return [];
  const { type, media_type: media, data, url } = source;
  return [{ block: textOr(block['type']), path, type, media: textOr(media), data: textOr(data), url: textOr(url) }];
}

const sourcesOf = (body: AskedBody): readonly Source[] =>
  allBlocks(body).flatMap((placed) => sourcesIn(placed.block, placeOf(placed)));

const images = (body: AskedBody): readonly Source[] => sourcesOf(body).filter(({ block }) => block === 'image');

const inline = (sources: readonly Source[]): readonly Source[] => sources.filter(({ type }) => type === 'base64');

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

// The first bytes of each format, as base64 prints them.
const SIGNATURES: Readonly<Record<string, RegExp>> = {
  'image/png': /^iVBORw0KGgo/,
  'image/jpeg': /^\/9j\//,
  'image/gif': /^R0lGOD/,
  'image/webp': /^UklGR[g-v][A-Za-z0-9+/]{5}XRUJQ/,
};

const PDF_SIGNATURE = /^JVBERi/;

const formatOf = (data: string): string | undefined =>
  Object.entries(SIGNATURES).find(([, signature]) => signature.test(data))?.[0];

const where = ({ path, block }: Source, ...tail: string[]): Finding => ({
  path,
  tagged: [...path, block, 'source', ...tail],
});

/** Bytes of images and documents. The emulator never fetches a URL, so what stands behind one is not looked at. */
export const mediaRules = rulesFor<AskedBody>()([
  {
    id: 'media-url-scheme',
    says: 'Only HTTPS URLs are supported.',
    source: guessed('text unknown'),
    check: (body) =>
      sourcesOf(body)
        .filter(({ type, url }) => type === 'url' && !/^https?:\/\//i.test(url))
        .map((source) => where(source, 'url', 'url')),
  },
  {
    id: 'image-base64-invalid',
    says: 'Invalid base64 data.',
    source: guessed('text unknown'),
    check: (body) =>
      inline(images(body))
        .filter(({ data }) => !BASE64.test(data))
        .map((source) => where(source, 'base64', 'data')),
  },
  {
    id: 'image-mismatch',
    says: 'the declared media type is that of the bytes.',
    source: { ...reported('public reports of the sentence'), seen: '2026-06-23' },
    check: (body) =>
      inline(images(body)).flatMap((source) => {
        const format = formatOf(source.data);
        return format === undefined || format === source.media
          ? []
          : [{ ...where(source, 'base64'), facts: { value: source.media, format } }];
      }),
  },
  {
    id: 'image-unreadable',
    says: 'Could not process image.',
    source: reported('anthropics/claude-code#55208'),
    check: (body) =>
      inline(images(body))
        .filter(({ data }) => formatOf(data) === undefined)
        .map((source) => where(source)),
  },
  {
    id: 'pdf-invalid',
    says: 'The PDF specified was not valid.',
    source: reported('public reports of the sentence'),
    check: (body) =>
      inline(sourcesOf(body))
        .filter(({ block, data }) => block === 'document' && !PDF_SIGNATURE.test(data))
        .map(({ path }) => ({ path, tagged: [...path, 'pdf', 'source', 'base64', 'data'] })),
  },
  {
    id: 'media-too-many',
    says: 'Too much media.',
    source: reported('public reports of the sentence'),
    check: (body, { contextWindow }) => {
      const found = images(body).length;
      const limit = contextWindow >= MEDIA_LIMIT.largeWindow ? MEDIA_LIMIT.large : MEDIA_LIMIT.usual;
      return found > limit ? [{ path: ['messages'], facts: { found, limit } }] : [];
    },
  },
]);
