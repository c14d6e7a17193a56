import type { RequestListener } from 'node:http';
import { version } from '../../package.json';
import { scraper } from '../extras/metrics';
import { Unjudgeable, type VerdictOptions, type VerdictReport, verdict } from '../extras/verdict';
import type { FaultPlan, PlanView } from '../faults';
import { type Fixture, type FixtureInput, type FixtureSet, parseFixtures, parseState, type Script } from '../fixtures';
import { type EntryFilter, type EntryQuery, type EntryView, type Expectation, queryOfUrl } from '../journal';
import type { LimitPlan } from '../limits';
import { withServiceErrors } from '../models';
import type { GuardRules, Operations } from '../operations';
import type { PaceOption } from '../pacing';
import type { App } from '../pipeline';
import { allProviders } from '../providers/registry';
import type { Backend } from '../state';
import { DEFAULT_NAMESPACE } from '../state/namespaces';
import { checkOptions } from './config';
import { createApp } from './create-app';
import { type Explanation, explainRequest } from './explain';
import { type FixtureReport, fixtureReport } from './fixture-report';
import { createHttpApp } from './http';
import { limitControlsOf } from './limit-operations';
import { type LintReport, lintReport } from './lint-report';
import { listenOn, serverOf, stopServer } from './listen';
import { homeOf } from './open-backend';
import { controlSchemas } from './operation-schemas';
import type { Config } from './options';
import { watchFixtures } from './reload-fixtures';
import { findRules } from './rule-catalog';
import { changeNamespace, loadKnownNamespaces, resetNamespaces, withSharedState } from './shared-namespaces';
import { timeControlsOf } from './time-operations';
import { stageOf } from './verdict-host';
import { serveWebSockets } from './websockets';

/** Options of an emulator: those of the config file, and what only code can say. */
export interface EmulatorOptions extends Omit<Config, 'fixtures' | 'workers'> {
  /** Files, folders, or fixtures written as objects. */
  readonly fixtures?: readonly (string | FixtureInput | Script)[];
  /** False makes no server: use `app` with supertest. */
  readonly listen?: boolean;
  /** Where faults of llmulator itself are told; standard error by default. */
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
const STOP_TIMEOUT = 5_000;
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]', '::1'];

/** Starts an emulator. Rejects with all faults of options and files at once, or when the port is taken. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const home = await homeOf(options);
  try {
    return await assemble(options, home);
  } catch (error) {
    await home?.close();
    throw error;
  }
}

async function assemble(options: EmulatorOptions, home: Backend | undefined): Promise<Emulator> {
  const { fixtures = [], listen = true, report = toStandardError, ...rest } = options;
  checkOptions(rest);
  const inline = parseFixtures(fixtures.filter((fixture) => typeof fixture !== 'string'));
  const files = fixtures.filter((fixture) => typeof fixture === 'string');
  const kit = createApp({ ...rest, fixtures: files }, { inline, report, backend: home });
  const sources = { paths: files, inline, strict: options.strict ?? false };
  const unwatch = options.watch === true ? watchFixtures(kit, sources, report) : undefined;
  const host = options.host ?? DEFAULT_HOST;
  const controls = controlsOf(kit);
  const guard = (): GuardRules => ({
    hosts: new Set([...LOOPBACK, host]),
    token: options.controlToken,
    exposed: !LOOPBACK.includes(host),
  });
  const providers = allProviders.map((house) => withServiceErrors(house, kit.service));
  const app = createHttpApp({ kit, providers, controls, guard });
  const server = serverOf(app);
  const closeSockets = serveWebSockets(server, { kit, providers });
  const urls = urlsOf(listen ? await listenOn(server, host, options.port ?? DEFAULT_PORT) : `http://${DEFAULT_HOST}`);
  return {
    urls,
    app: app as RequestListener,
    fixtures: {
      add: (fixture, namespace = DEFAULT_NAMESPACE) => void controls.addFixtures(namespace, fixture),
      clear: (namespace = DEFAULT_NAMESPACE) => controls.clearFixtures(namespace),
      report: () => fixtureReport(kit),
    },
    journal: {
      entries: (query = {}, namespace = DEFAULT_NAMESPACE) => controls.entries(namespace, query),
      next: (filter, { namespace = DEFAULT_NAMESPACE, ...patience } = {}) =>
        kit.namespaces.of(namespace).journal.next(filter, patience),
      verify: (expectation, namespace = DEFAULT_NAMESPACE) => controls.verify(namespace, expectation),
      export: (format, query = {}, namespace = DEFAULT_NAMESPACE) =>
        kit.namespaces.of(namespace).journal.export(format, query),
      clear: (namespace = DEFAULT_NAMESPACE) => controls.clearJournal(namespace),
    },
    faults: {
      add: (plans, namespace = DEFAULT_NAMESPACE) => controls.addFaults(namespace, plans),
      list: (namespace = DEFAULT_NAMESPACE) => controls.faults(namespace),
      clear: (namespace = DEFAULT_NAMESPACE) => controls.clearFaults(namespace),
    },
    pace: (pace, namespace = DEFAULT_NAMESPACE) => void controls.setPace(namespace, pace),
    limit: (plan, namespace = DEFAULT_NAMESPACE) => void controls.setLimits(namespace, plan),
    clock: {
      now: () => kit.clock.now(),
      advance: async (ms) => void (await controls.advanceClock(ms)),
      set: async (time) => void (await controls.setClock(time)),
    },
    explain: (request, { surface, namespace = DEFAULT_NAMESPACE } = {}) =>
      explainRequest(kit, request, { surface, namespace }),
    lint: (namespace = DEFAULT_NAMESPACE) => lintReport(kit.namespaces.of(namespace).journal),
    verdict: async (asked) => {
      if (home !== undefined) throw new Unjudgeable('a verdict needs an emulator of its own: start one without redis');
      return verdict(stageOf({ kit, urls }, asked.namespace ?? DEFAULT_NAMESPACE), asked);
    },
    summary: () => controls.summary(),
    reset: (namespace) => controls.reset(namespace),
    async stop() {
      unwatch?.();
      // Who waits for an entry would hold the server open.
      for (const { journal } of kit.namespaces.all()) journal.rejectWaiters('The emulator was stopped.');
      const timeout = options.stopTimeout ?? STOP_TIMEOUT;
      if (listen) await Promise.all([closeSockets(timeout), stopServer(server, timeout)]);
      // What was changed last is still to be told to the others.
      for (const { mirror } of kit.namespaces.all()) await mirror?.settled().catch(() => undefined);
      await home?.close();
    },
  };
}

function controlsOf(kit: App): Operations {
  const estate = (namespace: string) => kit.namespaces.of(namespace);
  const journal = (namespace: string) => estate(namespace).journal;
  const fixtureNames = (namespace: string) =>
    [estate(namespace).fixtures, ...kit.fixtures].flatMap(fixturesOf).map(nameOf);
  return {
    version,
    pid: process.pid,
    schemas: controlSchemas,
    ready: () => ({ ready: kit.backend?.isAvailable() ?? true, home: saysHome(kit) }),
    metrics: scraper(kit.metrics, () => ({ namespaces: kit.namespaces.all().length })),
    summary: () => ({
      version,
      service: kit.service.id,
      models: kit.catalog.profiles.length,
      fixtures: kit.fixtures.flatMap(fixturesOf).length,
      seed: kit.seed,
      home: saysHome(kit),
    }),
    ...timeControlsOf(kit, fixtureNames),
    ...limitControlsOf(kit),
    rules: (pattern) => findRules(kit.service, pattern),
    entries: (namespace, query) => estate(namespace).journal.entries(query),
    queryJournal: (namespace, query) => journal(namespace).entries(queryOfUrl(query, NOT_CRITERIA)),
    nextEntry: async (namespace, query, timeout) =>
      journal(namespace).next(queryOfUrl(query, [...NOT_CRITERIA, 'timeout']), { timeout }),
    verify: (namespace, expectation) => journal(namespace).verify(expectation as Expectation),
    exportJournal: (namespace, { format, query }) => journal(namespace).export(format, queryOfUrl(query, NOT_CRITERIA)),
    async namespaces() {
      await loadKnownNamespaces(kit);
      return kit.namespaces.all().map(({ name, journal: { entries }, fixtures }) => ({
        name,
        entries: entries().length,
        fixtures: fixtures.all.length,
      }));
    },
    entry: (namespace, id) => estate(namespace).journal.entry(id),
    clearJournal(namespace) {
      const { newestId } = journal(namespace);
      changeNamespace(kit, namespace, (owner) => owner.journal.clear(newestId));
    },
    addFixtures(namespace, given) {
      const added = parseFixtures(given);
      // Trial order turned round is the order of adding, among equals; the last added goes first.
      changeNamespace(kit, namespace, (owner) => owner.addFixtures(added));
      return added.map(nameOf);
    },
    explain: (namespace, { request, surface }) => explainRequest(kit, request, { surface, namespace }),
    lint: (namespace) => lintReport(journal(namespace)),
    fixtureReport: () => fixtureReport(kit),
    state: (namespace) => estate(namespace).fixtureProgress.state,
    setState(namespace, values) {
      const parsed = parseState(values);
      changeNamespace(kit, namespace, ({ fixtureProgress }) => fixtureProgress.remember(parsed));
      return estate(namespace).fixtureProgress.state;
    },
    fixtureNames,
    clearFixtures: (namespace) => changeNamespace(kit, namespace, (owner) => owner.replaceFixtures([])),
    reset: (namespace) => resetNamespaces(kit, namespace),
    within: (namespace, call) => withSharedState(kit, namespace, call),
  };
}

/** Keys of a URL's query that say where to look, not for what. */
const NOT_CRITERIA: readonly string[] = ['namespace'];

/** Where namespaces live, for people. */
const saysHome = ({ backend }: App): string => backend?.description ?? 'memory';

const fixturesOf = ({ all }: FixtureSet): readonly Fixture[] => all.map(({ fixture }) => fixture);

const nameOf = ({ name, when }: Fixture): string => name ?? JSON.stringify(when);

const urlsOf = (base: string): Urls => ({
  base,
  openai: `${base}/v1`,
  anthropic: `${base}/anthropic`,
  inspector: `${base}/_llmulator/`,
});

const toStandardError = (message: string): void => void process.stderr.write(`llmulator: ${message}\n`);
