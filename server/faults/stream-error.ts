import { z } from 'zod';
import type { ProblemKind } from '../core';
import { type FaultKind, kind, known } from './fault-kind';

/** Frames sent before the error. */
const DEFAULT_AFTER = 4;

const params = { after: z.int().min(0).optional().describe(`frames that are sent before (${DEFAULT_AFTER})`) };

/** A kind whose error event comes after `after` frames. */
const breaks = <const Id extends string>(problem: ProblemKind, row: Pick<FaultKind<Id>, 'id' | 'says' | 'source'>) =>
  kind({
    ...row,
    reach: 'streams',
    params,
    effect: ({ after = DEFAULT_AFTER }) => ({ place: 'stream', problem, facts: {}, after }),
  });

const OBSERVED = 'anthropic: Umbraco.AI#174, anthropic-sdk-typescript#346; responses: recorded November 2025';

/** Errors after a stream has begun, in the format of each surface. */
export const streamKinds = [
  breaks('overloaded', {
    id: 'stream-overloaded',
    says: 'Breaks a stream off with an error event: overloaded.',
    source: known('observed', OBSERVED),
  }),
  breaks('server-error', {
    id: 'stream-server-error',
    says: "Breaks a stream off with an error event: the house's own failure.",
    source: known('observed', OBSERVED),
  }),
  breaks('rate-limited', {
    id: 'stream-rate-limited',
    says: 'Breaks a stream off with an error event: a limit is reached.',
    source: known('observed', OBSERVED),
  }),
  breaks('quota-exceeded', {
    id: 'stream-quota-exceeded',
    says: 'Breaks a stream off with an error event: no credit left.',
    source: known('observed', 'responses: recorded November 2025; the others inferred from it'),
  }),
  breaks('blocked', {
    id: 'stream-blocked',
    says: 'Breaks a stream off with an error event: a filter stops the answer.',
    source: known(
      'observed',
      'anthropic: error events of this sentence; responses: the code is of the spec; chat: inferred',
    ),
  }),
  breaks('timeout', {
    id: 'stream-timeout',
    says: 'Breaks a stream off with an error event: the work took too long.',
    source: known('inferred', 'the form is that of the other errors in streams'),
  }),
] as const;
