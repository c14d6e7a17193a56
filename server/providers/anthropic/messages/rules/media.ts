import { docs, type Finding, inferred, lacks, observed, rule, rules, sdk, spec } from '../../../../contract';
import { isJsonObject, type Path, type Profile } from '../../../../core';
import { hostReach, type ImageSize, imageHead, isBase64 } from '../../../../lib';
import { atPath, value } from '../../dialect/issue-sentence';
import { scaledSize } from '../image-scaling';
import { type PdfHead, pdfHead } from '../pdf-head';
import type { AnyMessagesBody } from '../schema';
import { allBlocks, blockPath } from './message-blocks';

const inPixels = (size: unknown): string => {
  const { width, height } = size as { readonly width: number; readonly height: number };
  return `${width}x${height}`;
};

/** Images and pages of one request, for a window of 200,000 tokens and for a larger one. */
const MEDIA_LIMIT = { usual: 100, large: 600, largeWindow: 1_000_000 } as const;

/** Megabytes of one image in base64. It was 5 until the middle of 2026. */
const IMAGE_MEGABYTES = 10;
const MEGABYTE = 1_048_576;

/** Longest side of an image, and where a request holds more than `many` of them. */
const SIDE = { usual: 8_000, inMany: 2_000, many: 20 } as const;

/** A source of bytes, as sent. */
interface MediaSource {
  readonly block: string;
  readonly path: Path;
  readonly type: unknown;
  readonly media: string;
  readonly data: string;
  readonly url: string;
  /** What shall become of an image that is too large. */
  readonly oversized: unknown;
}

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

const sourcesInList = (list: unknown, path: Path): readonly MediaSource[] =>
  Array.isArray(list) ? list.flatMap((inner, index) => sourcesIn(inner, [...path, 'content', index])) : [];

/** The source of an image or document, and of those inside a tool's result or a document made of blocks. */
function sourcesIn(block: unknown, path: Path): readonly MediaSource[] {
  if (!isJsonObject(block)) return [];
  const name = textOr(block['type']);
  if (Array.isArray(block['content'])) return sourcesInList(block['content'], [...path, name]);
  const { source, transformations } = block;
  if (!isJsonObject(source)) return [];
  const { type, media_type: media, data, url, content } = source;
  const oversized = isJsonObject(transformations) ? transformations['oversized_image'] : undefined;
  return [
    { block: name, path, type, media: textOr(media), data: textOr(data), url: textOr(url), oversized },
    ...sourcesInList(content, [...path, name, 'source', 'content']),
  ];
}

const sourcesOf = (body: AnyMessagesBody): readonly MediaSource[] =>
  allBlocks(body).flatMap((placed) => sourcesIn(placed.block, blockPath(placed)));

const isImage = ({ block }: MediaSource): boolean => block === 'image';

const inlineImages = (body: AnyMessagesBody): readonly MediaSource[] =>
  sourcesOf(body).filter((source) => isImage(source) && source.type === 'base64');

/** Images whose size can be read. */
const measured = (body: AnyMessagesBody): readonly { readonly source: MediaSource; readonly size: ImageSize }[] =>
  inlineImages(body).flatMap((source) => {
    const size = imageHead(source.data)?.size;
    return size === undefined ? [] : [{ source, size }];
  });

const pdfs = (body: AnyMessagesBody): readonly { readonly source: MediaSource; readonly head: PdfHead | undefined }[] =>
  sourcesOf(body).flatMap((source) =>
    source.block === 'document' && source.type === 'base64' ? [{ source, head: pdfHead(source.data) }] : [],
  );

const urls = (body: AnyMessagesBody): readonly MediaSource[] => sourcesOf(body).filter(({ type }) => type === 'url');

const HTTP = /^https?:\/\/\S/i;

const atSource = ({ path, block }: MediaSource, ...tail: string[]): Finding => ({
  path,
  tagged: [...path, block, 'source', ...tail],
});

/** PDFs bear a tag of their own. */
const atPdf = ({ path }: MediaSource): Finding => ({ path, tagged: [...path, 'pdf', 'source', 'base64', 'data'] });

const limitOf = ({ contextWindow }: Profile): number =>
  contextWindow >= MEDIA_LIMIT.largeWindow ? MEDIA_LIMIT.large : MEDIA_LIMIT.usual;

/** Images with a side longer than this. */
const sidesAbove = (body: AnyMessagesBody, limit: number): Finding[] =>
  measured(body)
    .filter(({ size: { width, height } }) => Math.max(width, height) > limit)
    .map(({ source }) => ({ ...atSource(source, 'base64', 'data'), facts: { limit } }));

const pagesOf = (body: AnyMessagesBody): number => pdfs(body).reduce((sum, { head }) => sum + (head?.pages ?? 0), 0);

/** Bytes of images and documents. The emulator never fetches a URL; a host tells by its name that nobody could. */
export const mediaRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'media-unsupported',
    says: 'A model that sees nothing takes neither images nor PDFs.',
    source: inferred(
      'after the sentences of older Claude models; llmulator refuses here as for a model without the ability',
    ),
    when: lacks('vision'),
    check: (body, { profile: { id } }) =>
      sourcesOf(body)
        .filter(
          ({ block, type }) => block === 'image' || (block === 'document' && type !== 'text' && type !== 'content'),
        )
        .map((source) => ({ ...atSource(source), facts: { model: id, value: isImage(source) ? 'image' : 'PDF' } })),
    error: (issue) => `'${issue.facts['model']}' does not support ${value(issue)} input.`,
  }),
  rule({
    id: 'media-url-scheme',
    says: 'Only HTTPS URLs are supported.',
    source: inferred('text unknown'),
    check: (body) =>
      urls(body)
        .filter(({ url }) => !HTTP.test(url))
        .map((source) => atSource(source, 'url', 'url')),
    error: atPath('Only HTTPS URLs are supported.'),
  }),
  rule({
    id: 'image-base64-invalid',
    says: 'Invalid base64 data.',
    source: inferred('reports say `invalid base64 data` one level up: anthropics/anthropic-sdk-typescript#603'),
    check: (body) =>
      inlineImages(body)
        .filter(({ data }) => !isBase64(data))
        .map((source) => atSource(source, 'base64', 'data')),
    error: atPath('Invalid base64 data'),
  }),
  rule({
    id: 'image-too-large',
    says: 'image exceeds 10 MB maximum.',
    source: observed('can1357/oh-my-pi#10633; with 5 MB anthropics/claude-code#10612', '2026-08-01'),
    check: (body) =>
      inlineImages(body)
        .filter(({ data }) => data.length > IMAGE_MEGABYTES * MEGABYTE)
        .map((source) => ({
          ...atSource(source, 'base64'),
          facts: { found: source.data.length, limit: IMAGE_MEGABYTES * MEGABYTE, value: IMAGE_MEGABYTES },
        })),
    error: atPath(
      ({ facts }) => `image exceeds ${facts.value} MB maximum: ${facts.found} bytes > ${facts.limit} bytes`,
    ),
  }),
  rule({
    id: 'image-mismatch',
    says: 'the declared media type is that of the bytes.',
    source: observed('public reports of the sentence', '2026-06-23'),
    check: (body) =>
      inlineImages(body).flatMap((source) => {
        const format = imageHead(source.data)?.format;
        return format === undefined || format === source.media
          ? []
          : [{ ...atSource(source, 'base64'), facts: { value: source.media, format } }];
      }),
    error: atPath(
      (issue) =>
        `The image was specified using the ${value(issue)} media type, but the image appears to be a ${issue.facts['format']} image`,
    ),
  }),
  rule({
    id: 'image-empty',
    says: 'image cannot be empty.',
    source: observed('anthropics/claude-code#12750', '2025-11-30'),
    check: (body) =>
      inlineImages(body)
        .filter(({ data }) => data === '')
        .map((source) => atSource(source, 'base64')),
    error: atPath('image cannot be empty'),
  }),
  rule({
    id: 'image-unreadable',
    says: 'Could not process image.',
    source: observed('anthropics/claude-code#55208'),
    check: (body) =>
      inlineImages(body)
        .filter(({ data }) => data !== '' && imageHead(data)?.size === undefined)
        .map((source) => atSource(source)),
    error: 'Could not process image',
  }),
  rule({
    id: 'image-dimensions',
    says: 'At least one of the image dimensions exceed max allowed size.',
    source: observed('anthropics/claude-code#4778'),
    check: (body) => sidesAbove(body, SIDE.usual),
    error: atPath(({ facts }) => `At least one of the image dimensions exceed max allowed size: ${facts.limit} pixels`),
  }),
  rule({
    id: 'image-dimensions-many',
    says: 'At least one of the image dimensions exceed max allowed size for many-image requests.',
    source: observed('anthropics/claude-code#49537'),
    check: (body) => (sourcesOf(body).filter(isImage).length > SIDE.many ? sidesAbove(body, SIDE.inMany) : []),
    error: atPath(
      ({ facts }) =>
        `At least one of the image dimensions exceed max allowed size for many-image requests: ${facts.limit} pixels`,
    ),
  }),
  rule({
    id: 'image-oversized',
    says: 'an image that would be downsized is refused where the request says so.',
    source: docs('build-with-claude/vision-coordinates'),
    check: (body, { profile }) =>
      measured(body).flatMap(({ source, size }): Finding[] => {
        const seen = scaledSize(size, profile);
        const isSame = seen.width === size.width && seen.height === size.height;
        return source.oversized !== 'error' || isSame ? [] : [{ path: source.path, facts: { size, seen } }];
      }),
    error: atPath(
      ({ facts }) =>
        `image dimensions ${inPixels(facts['size'])} exceed the maximum image size of a model named on this request and would be downsized to ${inPixels(facts['seen'])}; scale the image to at most ${inPixels(facts['seen'])} or set the image's oversized_image setting to "downsize"`,
    ),
  }),
  rule({
    id: 'pdf-invalid',
    says: 'The PDF specified was not valid.',
    source: observed('public reports of the sentence'),
    check: (body) =>
      pdfs(body)
        .filter(({ head }) => head === undefined)
        .map(({ source }) => atPdf(source)),
    error: atPath('The PDF specified was not valid.'),
  }),
  rule({
    id: 'pdf-password',
    says: 'The PDF specified is password protected.',
    source: sdk('a sentence that Claude Code knows'),
    check: (body) =>
      pdfs(body)
        .filter(({ head }) => head?.isEncrypted)
        .map(({ source }) => atPdf(source)),
    error: atPath('The PDF specified is password protected.'),
  }),
  rule({
    id: 'pdf-unreadable',
    says: 'Could not process PDF.',
    source: observed('anthropics/anthropic-sdk-python#903; told here of a PDF without a page'),
    check: (body) =>
      pdfs(body)
        .filter(({ head }) => head?.pages === 0 && !head.isEncrypted)
        .map(({ source }) => atPdf(source)),
    error: 'Could not process PDF',
  }),
  rule({
    id: 'pdf-pages',
    says: 'A maximum of so many PDF pages may be provided.',
    source: observed('public samples with 100 and with 600'),
    check: (body, { profile }) =>
      pdfs(body)
        .filter(({ head }) => (head?.pages ?? 0) > limitOf(profile))
        .map(({ source }) => ({ ...atPdf(source), facts: { limit: limitOf(profile) } })),
    error: atPath(({ facts }) => `A maximum of ${facts.limit} PDF pages may be provided.`),
  }),
  rule({
    id: 'media-too-many',
    says: 'Too much media.',
    source: observed('public reports of the sentence'),
    check: (body, { profile }) => {
      const found = sourcesOf(body).filter(isImage).length;
      const pages = pagesOf(body);
      const limit = limitOf(profile);
      return found + pages > limit ? [{ path: ['messages'], facts: { found, pages, limit } }] : [];
    },
    error: ({ facts }) => `Too much media: ${facts['pages']} document pages + ${facts.found} images > ${facts.limit}`,
  }),
  rule({
    id: 'url-download-failed',
    says: 'Unable to download the file. Please verify the URL and try again.',
    source: observed('public samples of the sentence; that nothing answers there is our own knowledge'),
    level: 'warn',
    check: (body) =>
      urls(body)
        .filter(({ url }) => HTTP.test(url) && hostReach(url) === 'nowhere')
        .map(({ path }) => ({ path })),
    error: 'Unable to download the file. Please verify the URL and try again.',
  }),
  rule({
    id: 'url-robots',
    says: "This URL is disallowed by the website's robots.txt file.",
    source: spec('public samples describe the sentence; the host is that of RFC 2606'),
    level: 'warn',
    check: (body) =>
      urls(body)
        .filter(({ url }) => hostReach(url) === 'placeholder')
        .map(({ path }) => ({ path })),
    error: "This URL is disallowed by the website's robots.txt file.",
  }),
]);
