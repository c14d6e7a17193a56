import type { FaultPlan } from '../../faults';
import type { EntryView } from '../../journal';
import type { Clock } from '../../lib';
import { type Client, type ClientEnding, type ClientEnv, runClient, Unjudgeable } from './client';
import { judge, judgeUnseen, type VerdictRow } from './judge';
import { observe, observeAll } from './observe';
import { type Trial, trials } from './trials';

export { type Client, type ClientEnv, Unjudgeable } from './client';
export type { VerdictRow } from './judge';
export { verdictJson, verdictTable } from './report';
export { type ExpectedReaction, type Trial, trials } from './trials';

/** What a verdict is asked for. */
export interface VerdictOptions {
  /**
   * A command, run with the variables of the official SDKs set, or a function that is given them.
   * Without one, what the namespace's journal tells so far is judged.
   */
  readonly client?: Client | undefined;
  /** Ids of the trials to run; all without it. */
  readonly only?: readonly string[] | undefined;
  /** Milliseconds after which a run is ended (30000). */
  readonly limit?: number | undefined;
  /** The namespace whose fixtures answer, or whose journal is judged. */
  readonly namespace?: string | undefined;
  /** Told of each row once it is there. */
  readonly tell?: ((row: VerdictRow) => void) | undefined;
}

/** What a client did under each fault. */
export interface VerdictReport {
  readonly rows: readonly VerdictRow[];
  /** No row is bad. */
  readonly good: boolean;
}

/** Where trials take place: each in a namespace of its own. */
export interface TrialHost {
  readonly clock: Clock;
  /** The namespace that is meant where none is named. */
  readonly defaultNamespace: string;
  /** Prepares a namespace in which requests meet a fault, and gives what leads a client there. */
  open(name: string, plan: FaultPlan | undefined): ClientEnv;
  entries(name: string): readonly EntryView[];
  close(name: string): void;
}

/** Milliseconds. */
const USUAL_LIMIT = 30_000;
/** Milliseconds in which the connections of a process that has ended are closed. */
const SETTLING = 300;
const LOOKS = 15;

/** Runs a client once without any fault, then once under each, and judges what it did. */
export async function verdict(stage: TrialHost, options: VerdictOptions): Promise<VerdictReport> {
  const { client, only, namespace } = options;
  const chosen = chosenOf(only);
  if (client === undefined) return reportOf(watched(stage.entries(namespace ?? stage.defaultNamespace)));
  const usual = await run(stage, { ...options, client }, undefined);
  insist(usual);
  const rows: VerdictRow[] = [];
  for (const trial of chosen) {
    const { ending, entries } = await run(stage, { ...options, client }, trial);
    const row = judge({ trial, seen: observe(entries, usual.entries), ending });
    rows.push(row);
    options.tell?.(row);
  }
  return reportOf(rows);
}

const reportOf = (rows: readonly VerdictRow[]): VerdictReport => ({
  rows,
  good: rows.every(({ verdict: word }) => word !== 'bad'),
});

/** A row for each fault that was met. */
const watched = (entries: readonly EntryView[]): readonly VerdictRow[] =>
  observeAll(entries).map(({ fault, why, seen }) => judgeUnseen(fault, why, seen));

interface Ran {
  readonly ending: ClientEnding;
  readonly entries: readonly EntryView[];
}

async function run(
  stage: TrialHost,
  { client, limit }: VerdictOptions & { client: Client },
  trial: Trial | undefined,
): Promise<Ran> {
  const { clock } = stage;
  const name = `verdict-${trial?.id ?? 'usual'}`;
  const env = stage.open(name, trial?.plan);
  const ending = await runClient(client, env, { clock, limit: limit ?? USUAL_LIMIT });
  await settled(stage, name);
  const entries = stage.entries(name);
  stage.close(name);
  return { ending, entries };
}

/** The connections of what has ended are closed soon; what is still open then stays so. */
async function settled({ clock, entries }: TrialHost, name: string): Promise<void> {
  for (let turn = 0; turn < LOOKS && entries(name).some(({ outcome }) => outcome === undefined); turn += 1) {
    await new Promise<void>((resolve) => void clock.wake(clock.now() + SETTLING / LOOKS, resolve));
  }
}

function chosenOf(only: readonly string[] | undefined): readonly Trial[] {
  const known = trials.map(({ id }) => id);
  const strangers = (only ?? []).filter((id) => !known.includes(id));
  if (strangers.length > 0) {
    throw new Unjudgeable(`there is no trial ${strangers.join(', ')}; known are ${known.join(', ')}`);
  }
  return only === undefined ? trials : trials.filter(({ id }) => only.includes(id));
}

function insist({ ending: { code, output }, entries }: Ran): void {
  const said = output.trim() === '' ? '' : `\n${output.trim()}`;
  if (code !== 0) {
    throw new Unjudgeable(
      code === undefined
        ? `the client does not end, even without a fault${said}`
        : `the client fails without any fault (${code})${said}`,
    );
  }
  if (entries.length === 0) {
    throw new Unjudgeable(
      'the client sent no request; it must use OPENAI_BASE_URL and OPENAI_API_KEY, or ANTHROPIC_BASE_URL and ANTHROPIC_API_KEY',
    );
  }
}
