import type { Turn, Usage } from '../core';
import type { Choice } from './choose';
import { isSpoken, type Reply } from './reply-schema';

type Full = Exclude<Reply, string>;

/** What a chosen fixture says of its reply besides the words. */
export interface Overrides {
  readonly usage: Partial<Usage>;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly stopSequence: string | undefined;
  readonly pace: Full['pace'];
  readonly chunk: Full['chunk'];
  readonly fault: Full['fault'];
  readonly raw: Full['raw'];
  /** False where the words are left to the generator. */
  readonly isSpoken: boolean;
}

const NONE: Overrides = {
  usage: {},
  headers: [],
  stopSequence: undefined,
  pace: undefined,
  chunk: undefined,
  fault: undefined,
  raw: undefined,
  isSpoken: true,
};

/** Reads them out of a choice. */
export function overridesOf(choice: Choice): Overrides {
  const reply = choice.type === 'fixture' ? choice.fixture.reply : '';
  if (typeof reply === 'string') return NONE;
  const { usage = {}, headers = {}, stop_sequence: stopSequence, pace, chunk, fault, raw } = reply;
  return {
    usage: usageOf(usage),
    headers: Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
    stopSequence,
    pace,
    chunk,
    fault,
    raw,
    isSpoken: isSpoken(reply),
  };
}

function usageOf({ input, output, reasoning, cache_read, cache_write }: NonNullable<Full['usage']>): Partial<Usage> {
  const given = { input, output, reasoning, cacheRead: cache_read, cacheWrite: cache_write };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Turns as a fixture wants them told. */
export const overridden = (turns: readonly Turn[], { usage, stopSequence }: Overrides): readonly Turn[] =>
  turns.map((turn) => ({
    ...turn,
    ...(stopSequence === undefined ? {} : { stopSequence }),
    usage: { ...turn.usage, ...usage },
  }));
