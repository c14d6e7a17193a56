import { z } from 'zod';
import type { ModelPace } from '../core';
import { namedPaces } from './named-paces';
import { type PaceSpec, paceMembers, paceSpec } from './schema';
import { INSTANT, type Pace } from './timetable';

/** Names of paces. */
export type PaceName = keyof typeof namedPaces;

/** Every name of a pace. */
export const paceNames = Object.keys(namedPaces) as [PaceName, ...PaceName[]];

/** The schema of a pace: a name, or its members. */
export const paceSchema = z
  .union([z.enum(paceNames), paceSpec])
  .describe(`how fast replies come: ${paceNames.join(', ')}, or first, gap, rate and so on`);

/** Most tokens that a delta may be told to hold. */
const MOST_CHUNKED = 10_000;

/** Tokens in each delta of a stream. */
export const chunkSchema = z
  .int()
  .min(1)
  .max(MOST_CHUNKED)
  .describe('tokens in each delta of a stream; a character of several tokens is never torn');

/** A pace as a file, a program or a request writes it. */
export type PaceOption = z.infer<typeof paceSchema>;

const SECOND = 1_000;

/** Computes a pace from its name or members. */
export function paceOf(option: PaceOption): Pace {
  const spec: PaceSpec = typeof option === 'string' ? namedPaces[option] : option;
  const { first = 0, gap, rate, load = 1, jitter = 0, distribution = 'uniform', stalls, recorded, ping } = spec;
  return {
    own: spec.own ?? false,
    load,
    first: first * load,
    gap: (gap ?? (rate === undefined ? 0 : SECOND / rate)) * load,
    rated: rate !== undefined,
    jitter,
    distribution,
    stalls: stalls === undefined ? undefined : { chance: stalls.chance, ms: stalls.ms * load },
    ping: ping ?? INSTANT.ping,
    recorded: recorded?.map((at) => at * load),
  };
}

/** A pace as a model keeps it: its own first and rate, where the pace asks for them and the model has them. */
export const paceForModel = (pace: Pace, own: ModelPace | undefined): Pace =>
  pace.own && own !== undefined
    ? { ...pace, first: own.first * pace.load, gap: (SECOND / own.rate) * pace.load }
    : pace;

/**
 * Reads a pace from one line, as flags and headers write it: a name, `first,gap`, or `first=300;rate=50;jitter=0.2`.
 * What is none of these comes back as it is, for the schema to refuse.
 */
export function paceFromText(text: string): unknown {
  const line = text.trim();
  if (/^[\d.]+(?:,[\d.]+)?$/.test(line)) {
    const [first, gap = 0] = line.split(',').map(Number);
    return { first, gap };
  }
  if (!line.includes('=')) return line;
  const members = line.split(/[;,]/).map((member) => member.split('='));
  const written = Object.fromEntries(members.map(([key = '', value = '']) => [key.trim(), wordOf(value.trim())]));
  const { stalls, ...rest } = written;
  return stalls === undefined ? rest : { ...rest, stalls: stallsOf(String(stalls)) };
}

function wordOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

/** `stalls=0.01x800`: the share of gaps, and milliseconds. */
function stallsOf(text: string): unknown {
  const [chance, ms] = text.split('x').map(Number);
  return { chance, ms };
}

/** Reads a pace that a program, a request or a flag gives; the error tells what is known. */
export function parsePace(given: unknown): Pace {
  const parsed = paceSchema.safeParse(typeof given === 'string' ? paceFromText(given) : given);
  if (parsed.success) return paceOf(parsed.data);
  const members = Object.keys(paceMembers.shape).join(', ');
  throw new BadPace(
    `${JSON.stringify(given)} is no pace; known are ${paceNames.join(', ')}, or ${members} as in first=300;rate=50`,
  );
}

/** Thrown for an invalid pace; the message lists the valid ones. */
export class BadPace extends Error {
  override readonly name = 'BadPace';
}
