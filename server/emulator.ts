import type { RequestListener } from 'node:http';
import { version } from '../package.json';
import { createApp } from './app';
import type { Controls, GuardRules } from './control';
import type { EntryQuery, EntryView } from './journal';
import { createKit } from './kit';
import { listenOn, serverOf, stopServer } from './listen';
import { DEFAULT_NAMESPACE } from './namespaces';
import type { Kit } from './pipeline';
import { anthropic } from './providers/anthropic/provider';
import { openai } from './providers/openai/provider';
import { type Fixture, type FixtureSet, parseFixtures } from './replies';
import type { Config } from './settings';

/** Options of an emulator: those of the config file, and what only code can say. */
export interface EmulatorOptions extends Omit<Config, 'fixtures'> {
  /** Files, folders, or fixtures written as objects. */
  readonly fixtures?: readonly (string | Fixture)[];
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

/** A running emulator. */
export interface Emulator {
  readonly urls: Urls;
  /** The HTTP handler, for supertest or a server of your own. */
  readonly app: RequestListener;
  /** Scripted replies of one namespace. */
  readonly fixtures: {
    add(fixture: Fixture | readonly Fixture[], namespace?: string): void;
    clear(namespace?: string): void;
  };
  /** What happened in one namespace. */
  readonly journal: {
    entries(query?: EntryQuery, namespace?: string): readonly EntryView[];
    clear(namespace?: string): void;
  };
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
  const { fixtures = [], listen = true, report = toStandardError, ...rest } = options;
  const inline = parseFixtures(fixtures.filter((fixture) => typeof fixture !== 'string'));
  const files = fixtures.filter((fixture) => typeof fixture === 'string');
  const kit = createKit({ ...rest, fixtures: files }, { inline, report });
  const host = options.host ?? DEFAULT_HOST;
  const controls = controlsOf(kit);
  const guard = (): GuardRules => ({
    hosts: new Set([...LOOPBACK, host]),
    token: options.controlToken,
    exposed: !LOOPBACK.includes(host),
  });
  const app = createApp({ kit, providers: [openai, anthropic], controls, guard });
  const server = serverOf(app);
  const urls = urlsOf(listen ? await listenOn(server, host, options.port ?? DEFAULT_PORT) : `http://${DEFAULT_HOST}`);
  return {
    urls,
    app: app as RequestListener,
    fixtures: {
      add: (fixture, namespace = DEFAULT_NAMESPACE) => void controls.addFixtures(namespace, fixture),
      clear: (namespace = DEFAULT_NAMESPACE) => controls.clearFixtures(namespace),
    },
    journal: {
      entries: (query = {}, namespace = DEFAULT_NAMESPACE) => controls.entries(namespace, query),
      clear: (namespace = DEFAULT_NAMESPACE) => controls.clearJournal(namespace),
    },
    summary: () => controls.summary(),
    reset: async (namespace) => controls.reset(namespace),
    stop: () => (listen ? stopServer(server, options.stopTimeout ?? STOP_TIMEOUT) : Promise.resolve()),
  };
}

function controlsOf(kit: Kit): Controls {
  const estate = (namespace: string) => kit.namespaces.of(namespace);
  return {
    version,
    ready: () => true,
    summary: () => ({
      version,
      service: kit.service.id,
      models: kit.catalog.profiles.length,
      fixtures: kit.fixtures.flatMap(fixturesOf).length,
      seed: kit.seed,
    }),
    entries: (namespace, query) => estate(namespace).journal.entries(query),
    entry: (namespace, id) => estate(namespace).journal.entry(id),
    clearJournal: (namespace) => estate(namespace).journal.clear(),
    addFixtures(namespace, given) {
      const added = parseFixtures(given);
      const owner = estate(namespace);
      // Trial order turned round is the order of adding, among equals; the last added goes first.
      owner.script([...fixturesOf(owner.fixtures).toReversed(), ...added]);
      return added.map(nameOf);
    },
    fixtureNames: (namespace) => [estate(namespace).fixtures, ...kit.fixtures].flatMap(fixturesOf).map(nameOf),
    clearFixtures: (namespace) => estate(namespace).script([]),
    reset: (namespace) => kit.namespaces.reset(namespace),
  };
}

const fixturesOf = ({ all }: FixtureSet): readonly Fixture[] => all.map(({ fixture }) => fixture);

const nameOf = ({ name, when }: Fixture): string => name ?? JSON.stringify(when);

const urlsOf = (base: string): Urls => ({
  base,
  openai: `${base}/v1`,
  anthropic: `${base}/anthropic`,
  inspector: `${base}/_llmulator/`,
});

const toStandardError = (message: string): void => void process.stderr.write(`llmulator: ${message}\n`);
