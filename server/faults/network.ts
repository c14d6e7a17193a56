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
import { type FaultReach, kind, known } from './fault-kind';

/** Frames sent before the fault. */
const DEFAULT_AFTER = 3;
/** Milliseconds. */
const MAX_DELAY = 86_400_000;
/** Bytes. */
const MAX_PIECE = 65_536;

const after = z.int().min(0).optional().describe(`frames that are sent before (${DEFAULT_AFTER})`);
const ms = z.number().gt(0).max(MAX_DELAY).optional();

const OF_NETWORKS = known('inferred', 'what networks and proxies do to any service');

interface TransformKind<Id extends string, Shape extends z.ZodRawShape> {
  readonly id: Id;
  readonly says: string;
  readonly reach?: FaultReach;
  readonly params: Shape;
  transform(params: z.infer<z.ZodObject<Shape>>): ReplyTransform;
}

const wire = <const Id extends string, Shape extends z.ZodRawShape>({ transform, ...row }: TransformKind<Id, Shape>) =>
  kind({ source: OF_NETWORKS, ...row, effect: (params) => ({ place: 'wire', bend: transform(params) }) });

/** Bytes that come late, wrong, or not at all. */
export const wireKinds = [
  wire({
    id: 'delay',
    says: 'Answers well, but only after some time.',
    params: { ms: ms.describe('how long the answer takes, in milliseconds (1000)') },
    transform: ({ ms: wait = 1_000 }) => delayed(wait),
  }),
  wire({
    id: 'silence',
    says: 'Takes the request and never says anything.',
    params: {},
    transform: () => silent,
  }),
  wire({
    id: 'hang',
    says: 'Sends the headers and, of a stream, some frames; then nothing more comes.',
    params: { after: after.describe('frames that are sent before (0)') },
    transform: ({ after: frames = 0 }) => hangs(frames),
  }),
  wire({
    id: 'empty',
    says: 'Closes the connection without a word.',
    params: {},
    transform: () => empty,
  }),
  wire({
    id: 'reset',
    says: 'Resets the connection: at once, or after some frames.',
    params: { after: after.describe('frames that are sent before; without it not even a status') },
    transform: ({ after: frames }) => (frames === undefined ? resetAtOnce : breaksOff(frames, 'reset')),
  }),
  wire({
    id: 'cut',
    says: 'Closes the connection after some frames, or in the middle of a body.',
    params: { after },
    transform: ({ after: frames = DEFAULT_AFTER }) => breaksOff(frames, 'cut'),
  }),
  wire({
    id: 'cut-in-frame',
    says: 'Closes the connection in the middle of a frame.',
    params: { after },
    transform: ({ after: frames = DEFAULT_AFTER }) => breaksInFrame(frames),
  }),
  wire({
    id: 'cut-in-character',
    says: 'Closes the connection in the middle of a character of several bytes; where there is none, of a frame.',
    params: { after },
    transform: ({ after: frames = DEFAULT_AFTER }) => breaksInCharacter(frames),
  }),
  wire({
    id: 'garbled',
    says: 'Sends a frame, or a body, whose JSON cannot be read.',
    params: { after },
    transform: ({ after: frames = DEFAULT_AFTER }) => garbled(frames),
  }),
  wire({
    id: 'duplicate',
    says: 'Sends a frame twice.',
    reach: 'streams',
    params: { after },
    transform: ({ after: frames = DEFAULT_AFTER }) => doubled(frames),
  }),
  wire({
    id: 'no-ending',
    says: 'Leaves out the last frame, which tells that all has been said, and ends politely.',
    reach: 'streams',
    params: {},
    transform: () => withoutLastFrame,
  }),
  wire({
    id: 'wrong-type',
    says: 'Sends the right bytes under a wrong content type.',
    params: {
      type: z
        .string()
        .regex(/^[\w.+-]+\/[\w.+-]+$/)
        .optional()
        .describe('the type that is told (text/html)'),
    },
    transform: ({ type = 'text/html' }) => withContentType(type),
  }),
  wire({
    id: 'wrong-length',
    says: 'Promises another length than the body has, and closes the connection.',
    params: {
      by: z
        .int()
        .min(-MAX_PIECE)
        .max(MAX_PIECE)
        .refine((bytes) => bytes !== 0, { params: { code: 'pattern', pattern: 'a number other than 0' } })
        .optional()
        .describe('bytes too many, or too few (100)'),
    },
    transform: ({ by = 100 }) => withWrongLength(by),
  }),
  wire({
    id: 'truncated',
    says: 'Sends a body that is not whole, and ends as if it were.',
    reach: 'bodies',
    params: { share: z.number().min(0).lt(1).optional().describe('share of the body that is sent (0.5)') },
    transform: ({ share = 0.5 }) => truncateBody(share),
  }),
  wire({
    id: 'slow-bytes',
    says: 'Sends the bytes in small pieces, with a wait between them.',
    params: {
      size: z.int().min(1).max(MAX_PIECE).optional().describe('bytes of a piece (16)'),
      ms: ms.describe('milliseconds between pieces (20)'),
    },
    transform: ({ size = 16, ms: gap = 20 }) => inSmallPieces(size, gap),
  }),
  wire({
    id: 'resliced',
    says: 'Sends the right bytes cut at other places than between frames.',
    params: { size: z.int().min(1).max(MAX_PIECE).optional().describe('most bytes of a piece (200)') },
    transform: ({ size = 200 }) => resliced(size),
  }),
] as const;
