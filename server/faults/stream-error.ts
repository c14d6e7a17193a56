import { z } from 'zod';
import type { Facts, ProblemKind } from '../core';
import { kind, known } from './fault-kind';

/** Frames that a stream has said by the time it fails, unless told otherwise. */
const USUAL = 4;

const params = { after: z.int().min(0).optional().describe(`frames that are sent before (${USUAL})`) };

const breaks =
  (problem: ProblemKind, facts: Facts = {}) =>
  ({ after = USUAL }: { after?: number | undefined }) =>
    ({ place: 'stream', problem, facts, after }) as const;

const OBSERVED = 'anthropic: Umbraco.AI#174, anthropic-sdk-typescript#346; responses: recorded November 2025';

/** Errors after a stream has begun, in each surface's own form. */
export const streamKinds = [
  kind({
    id: 'stream-overloaded',
    says: 'Breaks a stream off with an error event: overloaded.',
    reach: 'streams',
    source: known('observed', OBSERVED),
    params,
    effect: breaks('overloaded'),
  }),
  kind({
    id: 'stream-server-error',
    says: "Breaks a stream off with an error event: the house's own failure.",
    reach: 'streams',
    source: known('observed', OBSERVED),
    params,
    effect: breaks('server-error'),
  }),
  kind({
    id: 'stream-rate-limited',
    says: 'Breaks a stream off with an error event: a limit is reached.',
    reach: 'streams',
    source: known('observed', OBSERVED),
    params,
    effect: breaks('rate-limited'),
  }),
  kind({
    id: 'stream-quota-exceeded',
    says: 'Breaks a stream off with an error event: no credit left.',
    reach: 'streams',
    source: known('observed', 'responses: recorded November 2025; the others inferred from it'),
    params,
    effect: breaks('quota-exceeded'),
  }),
  kind({
    id: 'stream-blocked',
    says: 'Breaks a stream off with an error event: a filter stops the answer.',
    reach: 'streams',
    source: known(
      'observed',
      'anthropic: error events of this sentence; responses: the code is of the spec; chat: inferred',
    ),
    params,
    effect: breaks('blocked'),
  }),
  kind({
    id: 'stream-timeout',
    says: 'Breaks a stream off with an error event: the work took too long.',
    reach: 'streams',
    source: known('inferred', 'the form is that of the other errors in streams'),
    params,
    effect: breaks('timeout'),
  }),
] as const;
