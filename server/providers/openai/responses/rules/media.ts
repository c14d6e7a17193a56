/** What is wrong with a URL or with inline data; `tail` ends the service's sentence. */
type MediaFault = { readonly kind: 'url' | 'data' | 'mime'; readonly tail: string };

export const IMAGE_HINT =
  "Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=')";
export const FILE_HINT =
  "Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ==')";
export const FILE_TYPES = 'https://platform.openai.com/docs/assistants/tools/file-search#supported-files';

const DATA_URL = /^data:([^;,]*)(;base64)?(?:[^,]*),?/;
const NOT_BASE64 = /[^A-Za-z0-9+/_-]/;
const PADDING = /={1,2}$/;
/** Files that no model takes as a document; of archives only zip is reported (June 2025). */
const NO_DOCUMENT =
  /^((audio|video)\/|application\/(zip|gzip|java-archive|vnd\.rar|x-(zip-compressed|gzip|tar|7z-compressed|rar-compressed))$)/;

function dataFault(url: string): MediaFault | undefined {
  const head = DATA_URL.exec(url);
  if (head === null || head[2] === undefined) {
    return { kind: 'data', tail: "a value without the ';base64' separator" };
  }
  const payload = url.slice(head[0].length);
  if (payload === '') return { kind: 'data', tail: 'empty base64-encoded bytes' };
  const bytes = payload.replace(PADDING, '');
  return bytes !== '' && !NOT_BASE64.test(bytes)
    ? undefined
    : { kind: 'data', tail: 'an invalid base64-encoded value' };
}

const mimeOf = (url: string): string => DATA_URL.exec(url)?.[1] ?? '';

/** An image is a web address or a base64 data URL of an image type. */
export function imageFault(url: string): MediaFault | undefined {
  if (/^https?:\/\//i.test(url)) return undefined;
  if (!url.startsWith('data:')) return { kind: 'url', tail: 'a value with an invalid format' };
  const mime = mimeOf(url);
  if (!mime.startsWith('image/')) return { kind: 'data', tail: `unsupported MIME type '${mime}'` };
  return dataFault(url);
}

/** A file's data is a base64 data URL of a type that can be read as a document. */
export function fileFault(data: string): MediaFault | undefined {
  if (!data.startsWith('data:')) return { kind: 'data', tail: "a value without the 'data:' prefix" };
  const mime = mimeOf(data);
  if (NO_DOCUMENT.test(mime)) return { kind: 'mime', tail: `unsupported MIME type '${mime}'` };
  return dataFault(data);
}
