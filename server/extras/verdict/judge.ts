import type { ClientEnding } from './client';
import type { Observation } from './observe';
import type { ExpectedReaction, Trial } from './trials';

/** What came of one trial. */
export interface VerdictRow {
  readonly trial: string;
  readonly says: string;
  /** `not-met`: no request of the client could meet the fault, for example because it never streams. */
  readonly verdict: 'good' | 'bad' | 'not-met';
  /** How often the request was sent. */
  readonly attempts: number;
  /** Milliseconds before each further attempt. */
  readonly waits: readonly number[];
  /** Whether the client ended by itself, had to be ended, or nobody saw its end. */
  readonly ended: 'by-itself' | 'by-force' | 'unseen';
  /** Exit code, where it ended by itself. */
  readonly code: number | undefined;
  /** What is wrong, a sentence each. */
  readonly faults: readonly string[];
  /** The line in which the client told of its failure, else its last one. */
  readonly told: string;
}

/** All that is known of one run. */
export interface TrialEvidence {
  readonly trial: Trial;
  readonly seen: Observation;
  readonly ending: ClientEnding;
}

/** More attempts than this are a storm. */
const MANY = 10;
/** Milliseconds by which timers may be early. */
const EARLY = 20;

const endedWell = ({ code }: ClientEnding): boolean => code === 0;

type Complaint = (seen: Observation, ending: ClientEnding) => string | false;

const HANGS: Complaint = (_seen, { code }) => code === undefined && 'It never ended: it sets no time limit of its own.';
const MUST_RETRY: Complaint = ({ attempts }, ending) => attempts < 2 && !endedWell(ending) && 'It did not try again.';
const MUST_END_WELL: Complaint = ({ attempts }, ending) =>
  attempts >= 2 && ending.code !== undefined && !endedWell(ending) && 'It tried again, and failed all the same.';
const HALF: Complaint = ({ attempts }, ending) =>
  attempts < 2 && endedWell(ending) && 'It took a half answer for a whole one, or hid the failure.';
const MUST_FAIL: Complaint = (_seen, ending) => endedWell(ending) && 'It ended as if all were well.';
const MUST_TELL: Complaint = (_seen, { code, output }) =>
  code !== undefined && code !== 0 && output.trim() === '' && 'It failed without a word.';
const IN_VAIN: Complaint = ({ attempts }) => attempts > 1 && 'It tried again what can never pass.';
const NEEDLESS: Complaint = ({ attempts }) => attempts > 1 && 'It asked again though nothing was wrong.';
const FAILED: Complaint = (_seen, ending) => ending.code !== undefined && !endedWell(ending) && 'It could not read it.';

/** What is held against a client under each expectation. */
const byExpectation: { readonly [Kind in ExpectedReaction]: readonly Complaint[] } = {
  recover: [HANGS, HALF, MUST_RETRY, MUST_END_WELL],
  'give-up': [HANGS, MUST_FAIL, MUST_TELL],
  'give-up-at-once': [HANGS, MUST_FAIL, MUST_TELL, IN_VAIN],
  notice: [HANGS, HALF, MUST_TELL],
  end: [HANGS, MUST_TELL],
  bear: [HANGS, FAILED, NEEDLESS],
};

/** What is held against every client, however it ends. */
const always: readonly ((seen: Observation) => string | false)[] = [
  ({ attempts }) => attempts > MANY && `It sent the same request ${attempts} times.`,
  ({ waits }) => {
    const hasty = waits.find(({ waited, asked }) => asked !== undefined && waited + EARLY < asked);
    return hasty !== undefined && `It was asked to wait ${hasty.asked} ms and waited ${hasty.waited}.`;
  },
  ({ repeated }) => repeated > 0 && 'It sent again what had been answered: what that brings about happens twice.',
  ({ leftOpen }) => leftOpen > 0 && 'It left a connection open that it had given up.',
];

/** Stacks and versions stand around what matters. */
function lineOf(told: string): string {
  const lines = told
    .trim()
    .split('\n')
    .map((line) => line.trim());
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? '';
}

/** Judges one run by the table's expectation. */
export function judge({ trial, seen, ending }: TrialEvidence): VerdictRow {
  const { id, says, expects } = trial;
  const isMet = seen.attempts > 0;
  const faults = isMet
    ? [...byExpectation[expects], ...always]
        .map((complaint) => complaint(seen, ending))
        .filter((told) => told !== false)
    : [];
  return {
    trial: id,
    says,
    verdict: isMet ? (faults.length > 0 ? 'bad' : 'good') : 'not-met',
    attempts: seen.attempts,
    waits: seen.waits.map(({ waited }) => Math.round(waited)),
    ended: ending.code === undefined ? 'by-force' : 'by-itself',
    code: ending.code,
    faults,
    told: lineOf(ending.output),
  };
}

/** Judges what was seen of a client under a fault, without its end: only what is wrong of every client. */
export function judgeUnseen(fault: string, says: string, seen: Observation): VerdictRow {
  const faults = always.map((complaint) => complaint(seen)).filter((told) => told !== false);
  return {
    trial: fault,
    says,
    verdict: faults.length > 0 ? 'bad' : 'good',
    attempts: seen.attempts,
    waits: seen.waits.map(({ waited }) => Math.round(waited)),
    ended: 'unseen',
    code: undefined,
    faults,
    told: '',
  };
}
