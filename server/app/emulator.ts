import type { RequestListener } from 'node:http';
import { Unjudgeable, type VerdictOptions, type VerdictReport, verdict } from '../extras/verdict';
import type { FaultPlan, PlanView } from '../faults';
import { type FixtureInput, parseFixtures, type Script } from '../fixtures';
import type { EntryFilter, EntryQuery, EntryView, Expectation } from '../journal';
import type { LimitPlan } from '../limits';
import { withServiceErrors } from '../models';
import { type FixtureReport, type GuardRules, type LintReport, OperationRunner } from '../operations';
import type { PaceOption } from '../pacing';
import { allProviders } from '../providers/registry';
import type { Backend } from '../state';
import { checkOptions } from './config';
import { createApp } from './create-app';
import type { Explanation } from './explain';
import { createHttpApp } from './http';
import { listenOn, releaseProcess, serverOf, stopServer } from './listen';
import { openBackend } from './open-backend';
import type { Config } from './options';
import type { PageRules } from './page-guard';
import { trialHost } from './verdict-host';
import { watchFixtures } from './watch-fixtures';
import { serveWebSockets } from './websockets';

/** Options of an emulator: those of the config file, and those that only code can set. */
export interface EmulatorOptions extends Omit<Config, 'fixtures' | 'workers'> {
  /** Files, folders, or fixtures written as objects. */
  readonly fixtures?: readonly (string | FixtureInput | Script)[];
  /** False makes no server: use `app` with supertest. */
  readonly listen?: boolean;
  /** True lets the process end while the server listens (false). */
  readonly unref?: boolean;
  /** Receives messages for the operator, such as errors of llmulator itself; standard error by default. */
  readonly report?: (message: string) => void;
}

/** Base URLs, as the official SDKs take them. */
export interface Urls {
  readonly base: string;
  readonly openai: string;
  readonly anthropic: string;
  readonly inspector: string;
}

/** How `journal.next` waits. */
export interface NextOptions {
  /** Milliseconds. */
  readonly timeout?: number;
  readonly namespace?: string;
}

/** Where a request that is explained would go. */
export interface ExplainOptions {
  /** Guessed from the body without it. */
  readonly surface?: string;
  readonly namespace?: string;
}

/** A running emulator. */
export interface Emulator {
  readonly urls: Urls;
  /** The HTTP handler, for supertest or a server of your own. */
  readonly app: RequestListener;
  /** Scripted replies of one namespace. */
  readonly fixtures: {
    add(fixture: FixtureInput | Script | readonly (FixtureInput | Script)[], namespace?: string): void;
    clear(namespace?: string): void;
    /** Which of them have answered nothing so far, and which are shadowed by others. */
    report(): FixtureReport;
  };
  /** What happened in one namespace. */
  readonly journal: {
    entries(query?: EntryQuery, namespace?: string): readonly EntryView[];
    /**
     * The next entry that closes and fits; with `after`, also one that has closed already.
     * Rejects with a VerificationError when none comes in time (4000 ms).
     */
    next(filter?: EntryFilter, options?: NextOptions): Promise<EntryView>;
    /** Rejects with a VerificationError that tells what came nearest where the expectation is not met. */
    verify(expectation: Expectation, namespace?: string): Promise<void>;
    /** All entries as lines of JSON, or as an HTTP archive 1.2. */
    export(format: 'jsonl' | 'har', query?: EntryQuery, namespace?: string): string;
    clear(namespace?: string): void;
  };
  /** Faults that requests of one namespace meet. */
  readonly faults: {
    /** Adds plans after those in force, and gives a sentence for each. A line such as `cut;after=5;first=2` is a plan too. */
    add(plans: FaultPlan | string | readonly (FaultPlan | string)[], namespace?: string): readonly string[];
    list(namespace?: string): readonly PlanView[];
    clear(namespace?: string): void;
  };
  /** Sets how fast replies come in one namespace; null goes back to the emulator's pace. */
  pace(pace: PaceOption | null, namespace?: string): void;
  /** Limits the keys of one namespace, with nothing used yet: to a tier, limits of your own, or both; `{}` lifts all. */
  limit(plan: LimitPlan, namespace?: string): void;
  /** The emulator's clock. Only a stepped one can be moved. */
  readonly clock: {
    /** Unix milliseconds. */
    now(): number;
    /** Moves the time forward; settles once all that fell due on the way has run. */
    advance(milliseconds: number): Promise<void>;
    set(time: string | number | Date): Promise<void>;
  };
  /** What would answer a request, and why: its body as it would be sent, a list of them, or a HAR. */
  explain(request: unknown, options?: ExplainOptions): Promise<readonly Explanation[]>;
  /** What the clients of one namespace did wrong, as far as the wire shows it. */
  lint(namespace?: string): LintReport;
  /** Runs a client under each fault of a table and tells what it did. Rejects where it fails without any fault. */
  verdict(options: VerdictOptions): Promise<VerdictReport>;
  /** What was loaded: service, models, fixtures. */
  summary(): Readonly<Record<string, unknown>>;
  /** Forgets all that a namespace owns; without a name, all namespaces. */
  reset(namespace?: string): Promise<void>;
  /** Lets running streams finish for a while, then closes. */
  stop(): Promise<void>;
}

const DEFAULT_PORT = 4010;
const DEFAULT_HOST = '127.0.0.1';
/** Milliseconds. */
const STOP_TIMEOUT = 5_000;
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]', '::1'];

/** Starts an emulator. Rejects with all faults of options and files at once, or when the port is taken. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const backend = await openBackend(options);
  try {
    return await assemble(options, backend);
  } catch (error) {
    await backend?.close();
    throw error;
  }
}

async function assemble(options: EmulatorOptions, backend: Backend | undefined): Promise<Emulator> {
  const { fixtures = [], listen = true, unref = false, report = toStandardError, ...rest } = options;
  checkOptions(rest);
  const inline = parseFixtures(fixtures.filter((fixture) => typeof fixture !== 'string'));
  const paths = fixtures.filter((fixture) => typeof fixture === 'string');
  const app = createApp({ ...rest, fixtures: paths }, { inline, report, backend });
  const sources = { paths, inline, strict: options.strict ?? false };
  const unwatch = options.watch === true ? watchFixtures(app, sources) : undefined;
  const host = options.host ?? DEFAULT_HOST;
  const guard: GuardRules = {
    hosts: new Set([...LOOPBACK, ...[host, ...(options.allowHost ?? [])].map((name) => name.toLowerCase())]),
    token: options.controlToken,
    exposed: !LOOPBACK.includes(host),
  };
  const providers = allProviders.map((provider) => withServiceErrors(provider, app.service));
  const operations = new OperationRunner(app);
  const pages = pageRulesOf(options, guard.hosts);
  if (pages.origins.has('*')) report('pages of any origin may use it, and read what is stored (--allow-origin *)');
  const http = createHttpApp({ app, providers, operations, guard, pages });
  const server = serverOf(http);
  if (unref) releaseProcess(server);
  const closeSockets = serveWebSockets(server, { app, providers, pages });
  const urls = urlsOf(listen ? await listenOn(server, host, options.port ?? DEFAULT_PORT) : `http://${DEFAULT_HOST}`);
  const stop = async (): Promise<void> => {
    unwatch?.();
    // A client that waits for an entry would keep the server open.
    for (const { journal } of app.namespaces.all()) journal.rejectWaiters('The emulator was stopped.');
    const timeout = options.stopTimeout ?? STOP_TIMEOUT;
    if (listen) await Promise.all([closeSockets(timeout), stopServer(server, timeout)]);
    // The last changes may still be on their way to the shared store.
    for (const { mirror } of app.namespaces.all()) await mirror?.settled().catch(() => undefined);
    await backend?.close();
  };
  return { urls, app: http as RequestListener, ...methodsOf(operations, urls), stop };
}

const pageRulesOf = ({ host, allowOrigin = [], keys }: EmulatorOptions, hosts: GuardRules['hosts']): PageRules => ({
  hosts,
  isEverywhere: host === '0.0.0.0' || host === '::',
  origins: new Set(allowOrigin.map((origin) => origin.toLowerCase())),
  hasKeys: keys !== undefined,
});

/** The methods of an emulator: most are operations of the table. */
function methodsOf(operations: OperationRunner, urls: Urls): Omit<Emulator, 'urls' | 'app' | 'stop'> {
  const { app } = operations;
  const call: OperationRunner['call'] = operations.call.bind(operations);
  return {
    fixtures: {
      add: (fixture, namespace) => void call('fixtures.add', fixture, namespace),
      clear: (namespace) => call('fixtures.clear', undefined, namespace),
      report: () => call('fixtures.report'),
    },
    journal: {
      entries: (query, namespace) => call('journal.entries', query, namespace),
      next: (filter, { namespace, ...options } = {}) => call('journal.next', { filter, ...options }, namespace),
      verify: (expectation, namespace) => call('journal.verify', expectation, namespace),
      export: (format, query, namespace) => call(format === 'har' ? 'journal.har' : 'journal.jsonl', query, namespace),
      clear: (namespace) => call('journal.clear', undefined, namespace),
    },
    faults: {
      add: (plans, namespace) => call('faults.add', plans, namespace),
      list: (namespace) => call('faults.list', undefined, namespace),
      clear: (namespace) => call('faults.clear', undefined, namespace),
    },
    pace: (pace, namespace) => void call('pace.set', pace, namespace),
    limit: (plan, namespace) => void call('limits.set', plan, namespace),
    clock: {
      now: () => app.clock.now(),
      advance: async (ms) => void (await call('clock.move', { advance: ms })),
      set: async (time) => void (await call('clock.move', { set: time })),
    },
    explain: async (request, { surface, namespace } = {}) => call('explain', { request, surface }, namespace),
    lint: (namespace) => call('lint.report', undefined, namespace),
    verdict: async (options) => {
      if (app.backend !== undefined) {
        throw new Unjudgeable('a verdict needs an emulator of its own: start one without redis');
      }
      return verdict(trialHost(app, urls, options.namespace), options);
    },
    summary: () => call('summary'),
    reset: (namespace) => call('reset', namespace),
  };
}

const urlsOf = (base: string): Urls => ({
  base,
  openai: `${base}/v1`,
  anthropic: `${base}/anthropic`,
  inspector: `${base}/_llmulator/`,
});

const toStandardError = (message: string): void => void process.stderr.write(`llmulator: ${message}\n`);
