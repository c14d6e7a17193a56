import { z } from 'zod';
import {
  breaksInCharacter,
  breaksInFrame,
  breaksOff,
  delayed,
  doubled,
  empty,
  garbled,
  hangs,
  inSmallPieces,
  type ReplyTransform,
  resetAtOnce,
  resliced,
  silent,
  truncateBody,
  withContentType,
  withoutLastFrame,
  withWrongLength,
} from '../wire';
import { kind, known } from './fault-kind';

/** Frames that are sent before something happens, unless told otherwise. */
const USUAL = 3;
const LONGEST = 86_400_000;
const LARGEST = 65_536;

const after = z.int().min(0).optional().describe(`frames that are sent before (${USUAL})`);
const ms = z.number().gt(0).max(LONGEST).optional();

const wire = (bend: ReplyTransform) => ({ place: 'wire', bend }) as const;

const OF_NETWORKS = known('inferred', 'what networks and proxies do to any service');

/** Bytes that come late, wrong, or not at all. */
export const wireKinds = [
  kind({
    id: 'delay',
    says: 'Answers well, but only after some time.',
    source: OF_NETWORKS,
    params: { ms: ms.describe('how long the answer takes, in milliseconds (1000)') },
    effect: ({ ms: wait = 1_000 }) => wire(delayed(wait)),
  }),
  kind({
    id: 'silence',
    says: 'Takes the request and never says anything.',
    source: OF_NETWORKS,
    params: {},
    effect: () => wire(silent),
  }),
  kind({
    id: 'hang',
    says: 'Sends the headers and, of a stream, some frames; then nothing more comes.',
    source: OF_NETWORKS,
    params: { after: after.describe('frames that are sent before (0)') },
    effect: ({ after: frames = 0 }) => wire(hangs(frames)),
  }),
  kind({
    id: 'empty',
    says: 'Closes the connection without a word.',
    source: OF_NETWORKS,
    params: {},
    effect: () => wire(empty),
  }),
  kind({
    id: 'reset',
    says: 'Resets the connection: at once, or after some frames.',
    source: OF_NETWORKS,
    params: { after: after.describe('frames that are sent before; without it not even a status') },
    effect: ({ after: frames }) => wire(frames === undefined ? resetAtOnce : breaksOff(frames, 'reset')),
  }),
  kind({
    id: 'cut',
    says: 'Closes the connection after some frames, or in the middle of a body.',
    source: OF_NETWORKS,
    params: { after },
    effect: ({ after: frames = USUAL }) => wire(breaksOff(frames, 'cut')),
  }),
  kind({
    id: 'cut-in-frame',
    says: 'Closes the connection in the middle of a frame.',
    source: OF_NETWORKS,
    params: { after },
    effect: ({ after: frames = USUAL }) => wire(breaksInFrame(frames)),
  }),
  kind({
    id: 'cut-in-character',
    says: 'Closes the connection in the middle of a character of several bytes; where there is none, of a frame.',
    source: OF_NETWORKS,
    params: { after },
    effect: ({ after: frames = USUAL }) => wire(breaksInCharacter(frames)),
  }),
  kind({
    id: 'garbled',
    says: 'Sends a frame, or a body, whose JSON cannot be read.',
    source: OF_NETWORKS,
    params: { after },
    effect: ({ after: frames = USUAL }) => wire(garbled(frames)),
  }),
  kind({
    id: 'duplicate',
    says: 'Sends a frame twice.',
    reach: 'streams',
    source: OF_NETWORKS,
    params: { after },
    effect: ({ after: frames = USUAL }) => wire(doubled(frames)),
  }),
  kind({
    id: 'no-ending',
    says: 'Leaves out the last frame, which tells that all has been said, and ends politely.',
    reach: 'streams',
    source: OF_NETWORKS,
    params: {},
    effect: () => wire(withoutLastFrame),
  }),
  kind({
    id: 'wrong-type',
    says: 'Sends the right bytes under a wrong content type.',
    source: OF_NETWORKS,
    params: {
      type: z
        .string()
        .regex(/^[\w.+-]+\/[\w.+-]+$/)
        .optional()
        .describe('the type that is told (text/html)'),
    },
    effect: ({ type = 'text/html' }) => wire(withContentType(type)),
  }),
  kind({
    id: 'wrong-length',
    says: 'Promises another length than the body has, and closes the connection.',
    source: OF_NETWORKS,
    params: {
      by: z
        .int()
        .min(-LARGEST)
        .max(LARGEST)
        .refine((bytes) => bytes !== 0, { params: { code: 'pattern', pattern: 'a number other than 0' } })
        .optional()
        .describe('bytes too many, or too few (100)'),
    },
    effect: ({ by = 100 }) => wire(withWrongLength(by)),
  }),
  kind({
    id: 'truncated',
    says: 'Sends a body that is not whole, and ends as if it were.',
    reach: 'bodies',
    source: OF_NETWORKS,
    params: { share: z.number().min(0).lt(1).optional().describe('share of the body that is sent (0.5)') },
    effect: ({ share = 0.5 }) => wire(truncateBody(share)),
  }),
  kind({
    id: 'slow-bytes',
    says: 'Sends the bytes in small pieces, with a wait between them.',
    source: OF_NETWORKS,
    params: {
      size: z.int().min(1).max(LARGEST).optional().describe('bytes of a piece (16)'),
      ms: ms.describe('milliseconds between pieces (20)'),
    },
    effect: ({ size = 16, ms: gap = 20 }) => wire(inSmallPieces(size, gap)),
  }),
  kind({
    id: 'resliced',
    says: 'Sends the right bytes cut at other places than between frames.',
    source: OF_NETWORKS,
    params: { size: z.int().min(1).max(LARGEST).optional().describe('most bytes of a piece (200)') },
    effect: ({ size = 200 }) => wire(resliced(size)),
  }),
] as const;
