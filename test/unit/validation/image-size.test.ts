import { imageHead, isBase64 } from '../../../server/lib';

const base64 = (...parts: readonly (string | readonly number[])[]): string =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  ).toString('base64');

const PNG = '\x89PNG\r\n\x1a\n';
const FRAME = [0xff, 0xc2, 0, 17, 8, 0x01, 0x00, 0x02, 0x00, 3];

test.each([
  ['png', base64(PNG, [0, 0, 0, 13], 'IHDR', [0, 0, 2, 0, 0, 0, 1, 0]), 'image/png'],
  ['gif', base64('GIF87a', [0, 2, 0, 1]), 'image/gif'],
  [
    'progressive jpeg after metadata',
    base64([0xff, 0xd8, 0xff, 0xe1, 0, 4, 1, 2], [0xff, 0xff], FRAME.slice(1), [0, 0]),
    'image/jpeg',
  ],
  [
    'jpeg whose size comes late',
    base64([0xff, 0xd8, 0xff, 0xe2, 0xff, 0xff], new Array(65_533).fill(7), FRAME),
    'image/jpeg',
  ],
  [
    'webp, lossy',
    base64('RIFF', [30, 0, 0, 0], 'WEBPVP8 ', [10, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0, 2, 0, 1]),
    'image/webp',
  ],
  [
    'webp, lossless',
    base64('RIFF', [30, 0, 0, 0], 'WEBPVP8L', [10, 0, 0, 0, 0x2f, 0xff, 0xc1, 0x3f, 0, 0, 0, 0, 0, 0]),
    'image/webp',
  ],
  [
    'webp, extended',
    base64('RIFF', [30, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0xff, 1, 0, 0xff, 0, 0]),
    'image/webp',
  ],
])('%s: 512 by 256', (_name, data, format) => {
  expect(imageHead(data)).toEqual({ format, size: { width: 512, height: 256 } });
});

test.each([
  ['a png that is cut', base64(PNG, [0, 0, 0, 13], 'IHDR', [0, 0])],
  ['a png without its header', base64(PNG, [0, 0, 0, 13], 'IDAT', [0, 0, 2, 0, 0, 0, 1, 0])],
  ['a jpeg of nothing but its mark', base64([0xff, 0xd8, 0xff, 0xe0])],
  ['a gif of no width', base64('GIF89a', [0, 0, 0, 1])],
])('%s has no size', (_name, data) => {
  expect(imageHead(data)).toMatchObject({ size: undefined });
});

test.each(['', 'YWJj', base64('BM', [0, 0, 0, 0])])('%j is no image', (data) => {
  expect(imageHead(data)).toBeUndefined();
});

test('standard base64 has no line breaks, no other alphabet and all of its padding', () => {
  for (const good of ['', 'YQ==', 'YWI=', 'YWJj', '+/+/']) expect(isBase64(good)).toBe(true);
  for (const bad of ['YQ', 'YQ=', 'YWJj\n', 'YW Jj', '-_-_', 'Y===', '====', '%%%%']) expect(isBase64(bad)).toBe(false);
});
