import { z } from 'zod';

/** Names of the shapes that delays may have; all have the mean that the pace says. */
const DISTRIBUTIONS = ['uniform', 'lognormal', 'exponential'] as const;

/** Longest wait that a pace may ask for: a day. */
const LONGEST = 86_400_000;

const ms = z.number().min(0).max(LONGEST);

const pauses = z
  .strictObject({
    chance: z.number().gt(0).max(1).describe('share of the gaps that are stalls'),
    ms: ms.describe('how long a stall lasts, in milliseconds'),
  })
  .describe('now and then nothing comes for a while');

/** Every member of a pace. */
export const paceMembers = z.strictObject({
  first: ms.optional().describe('milliseconds before the first frame'),
  gap: ms.optional().describe('milliseconds between frames'),
  rate: z.number().gt(0).max(1_000_000).optional().describe('tokens per second, instead of gap'),
  jitter: z.number().min(0).max(1).optional().describe('how much delays vary: 0 not at all, 1 by all of their length'),
  distribution: z.enum(DISTRIBUTIONS).optional().describe('how delays vary (uniform)'),
  stalls: pauses.optional(),
  load: z.number().gt(0).max(1_000).optional().describe('multiplies every wait (1)'),
  ping: ms.gt(0).optional().describe('silence after which a house that pings does, in milliseconds (15000)'),
  own: z
    .boolean()
    .optional()
    .describe(
      "first and rate are the model's own where its file tells them; those that stand beside are for the others",
    ),
  recorded: z.array(ms).min(1).optional().describe('the moments of a recorded stream, one a frame, in milliseconds'),
});

/** A pace as a file or a program writes it, but for the named ones. */
export type PaceSpec = z.infer<typeof paceMembers>;

/** A shape of delays. */
export type Distribution = (typeof DISTRIBUTIONS)[number];

const contradiction = ({
  gap,
  rate,
  recorded,
  first,
  stalls,
  jitter,
  distribution,
  own,
}: PaceSpec): string | undefined => {
  if (gap !== undefined && rate !== undefined) return 'either gap or rate';
  const others = [gap, rate, first, stalls, jitter, own].some((member) => member !== undefined);
  if (recorded !== undefined && others) return 'recorded alone: it says all moments';
  if (recorded?.some((at, index) => at < (recorded[index - 1] ?? 0))) return 'moments in their order';
  return distribution !== undefined && jitter === undefined ? 'jitter beside distribution' : undefined;
};

/** The schema of a pace that is written out; what excludes each other is refused. */
export const paceSpec = paceMembers.check((context) => {
  const why = contradiction(context.value);
  if (why === undefined) return;
  context.issues.push({ code: 'custom', input: context.value, params: { code: 'pattern', pattern: why }, path: [] });
});
