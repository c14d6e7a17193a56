import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type EntryFilter,
  type EntryQuery,
  type EntryView,
  type Expectation,
  type FaultPlan,
  type Fixture,
  type NextOptions,
} from '../..';

/** Options of the emulator that a test runner's plugin starts. */
export interface LlmOptions extends Omit<EmulatorOptions, 'listen'> {
  /** What has a namespace of its own; `file` where tests of one file run at the same time and share one (test). */
  readonly namespace?: 'test' | 'file';
  /** `fail` refuses what no fixture of yours answers, and fails the test that asked (allow). */
  readonly unmatched?: 'allow' | 'fail';
}

/** The emulator of this worker; fixtures, faults and journal are those of the running test's namespace. */
export interface Llm {
  /** Starts the emulator anew with these options, and sets the environment variables. */
  start(options?: LlmOptions): Promise<void>;
  readonly emulator: Emulator;
  readonly urls: Emulator['urls'];
  readonly namespace: string;
  /** Outside a test, fixtures are added for each test that follows. */
  readonly fixtures: { add(fixture: Fixture | readonly Fixture[]): void; clear(): void };
  /** Outside a test, plans are added for each test that follows, and count anew in each. */
  readonly faults: { add(plans: FaultPlan | string | readonly (FaultPlan | string)[]): void; clear(): void };
  readonly journal: {
    entries(query?: EntryQuery): readonly EntryView[];
    next(filter?: EntryFilter, options?: Omit<NextOptions, 'namespace'>): Promise<EntryView>;
    verify(expectation: Expectation): Promise<void>;
    clear(): void;
  };
}

/** A test, as its runner knows it. */
export interface TestPlace {
  readonly file: string;
  readonly test: string;
}

/** What a test runner must offer. */
export interface Runner {
  /** The file that is being set up, where the runner knows it already. */
  file(): string | undefined;
  beforeEach(run: (place: TestPlace) => void): void;
  afterEach(run: () => Promise<void>): void;
  afterAll(run: () => Promise<void>): void;
}

const NAMESPACE_LENGTH = 60;
const NOT_STARTED =
  'llmulator has not been started: name its plugin in the configuration of your test runner, or await llm.start() first.';
const AT_THE_SAME_TIME =
  "Tests of this file run at the same time, and each would need llm for itself: await llm.start({ namespace: 'file' }), and they share one namespace.";

/** A namespace's name: readable, fit for a header, and no other test's. */
function namespaceNamed(file: string, test = ''): string {
  const place = `${relative(process.cwd(), file).replaceAll('\\', '/')} ${test}`.trim();
  const readable = place.replace(/[^\w.-]+/g, '-').slice(-NAMESPACE_LENGTH);
  return `${readable}-${createHash('sha256').update(place).digest('hex').slice(0, 8)}`;
}

const under = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines];

/** Sets environment variables and remembers what stood there. */
class Environment {
  readonly #before = new Map<string, string | undefined>();

  set(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      if (!this.#before.has(name)) this.#before.set(name, process.env[name]);
      process.env[name] = value;
    }
  }

  restore(): void {
    for (const [name, value] of this.#before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    this.#before.clear();
  }
}

/** What a test is given, and how a namespace gets it. */
type SharedKind = 'fixtures' | 'faults';
type Gift = (namespace: string) => void;

/** One worker's emulator, bound to the tests of a runner. */
export class Session implements Llm {
  readonly fixtures: Llm['fixtures'] = {
    add: (fixture) => this.#give('fixtures', (namespace) => this.emulator.fixtures.add(fixture, namespace)),
    clear: () => this.#clear('fixtures'),
  };
  readonly faults: Llm['faults'] = {
    add: (plans) => this.#give('faults', (namespace) => this.emulator.faults.add(plans, namespace)),
    clear: () => this.#clear('faults'),
  };
  readonly journal: Llm['journal'] = {
    entries: (query) => this.emulator.journal.entries(query, this.namespace),
    next: (filter, options) => this.emulator.journal.next(filter, { ...options, namespace: this.namespace }),
    verify: (expectation) => this.emulator.journal.verify(expectation, this.namespace),
    clear: () => this.emulator.journal.clear(this.namespace),
  };
  readonly #runner: Runner;
  readonly #environment = new Environment();
  /** What was given outside a test, for each test that follows. */
  readonly #shared: Record<SharedKind, Gift[]> = { fixtures: [], faults: [] };
  /** Ids of entries that have failed a test. */
  readonly #told = new Set<number>();
  #options: LlmOptions = {};
  #running: Emulator | undefined;
  #namespace = 'default';
  #inTest = false;
  #hooked = false;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  get emulator(): Emulator {
    if (this.#running === undefined) throw new Error(NOT_STARTED);
    return this.#running;
  }

  get urls(): Emulator['urls'] {
    return this.emulator.urls;
  }

  get namespace(): string {
    return this.#namespace;
  }

  async start(options: LlmOptions = {}): Promise<void> {
    const file = this.#runner.file();
    await this.#running?.stop();
    this.#running = undefined;
    this.#options = options;
    const { namespace: _namespace, unmatched, ...rest } = options;
    const strict = unmatched === 'fail' ? { strict: true } : {};
    this.#running = await createEmulator({ port: 0, unref: true, ...rest, ...strict });
    this.#enter(file === undefined ? 'default' : namespaceNamed(file));
    if (!this.#hooked) this.#hook();
    this.#hooked = true;
  }

  #hook(): void {
    this.#runner.beforeEach((place) => this.#begin(place));
    this.#runner.afterEach(() => this.#end());
    this.#runner.afterAll(() => this.#close());
  }

  #give(given: SharedKind, gift: Gift): void {
    gift(this.namespace);
    if (!this.#inTest) this.#shared[given].push(gift);
  }

  #clear(given: SharedKind): void {
    if (!this.#inTest) this.#shared[given].length = 0;
    this.emulator[given].clear(this.namespace);
  }

  #begin({ file, test }: TestPlace): void {
    const perTest = this.#options.namespace !== 'file';
    if (perTest && this.#inTest) throw new Error(AT_THE_SAME_TIME);
    const before = this.#namespace;
    this.#enter(perTest ? namespaceNamed(file, test) : namespaceNamed(file));
    this.#inTest = true;
    if (!perTest && before === this.#namespace) return;
    for (const gift of [...this.#shared.fixtures, ...this.#shared.faults]) gift(this.namespace);
  }

  /** Fails the test whose requests found no fixture, or whose client broke a rule of level error, where that is asked for. */
  async #end(): Promise<void> {
    this.#inTest = false;
    const { unmatched, namespace } = this.#options;
    const { findings } = this.emulator.lint(this.namespace);
    const missed = unmatched === 'fail' ? this.journal.entries({ problem: 'no-fixture' }) : [];
    const untold = missed.filter(({ id }) => !this.#told.has(id));
    const wrong = findings.filter(({ level, entry }) => level === 'error' && !this.#told.has(entry));
    if (namespace !== 'file') await this.emulator.reset(this.namespace);
    else for (const id of [...untold.map((one) => one.id), ...wrong.map(({ entry }) => entry)]) this.#told.add(id);
    const told = [
      ...under(
        'Requests that no fixture answers:',
        untold.map(({ id, request, problem }) => `#${id} ${request.method} ${request.path}: ${problem?.message}`),
      ),
      ...under(
        'What the client did wrong:',
        wrong.map(({ entry, rule, message }) => `#${entry} ${rule}: ${message}`),
      ),
    ];
    if (told.length > 0) throw new Error(told.join('\n'));
  }

  async #close(): Promise<void> {
    this.#environment.restore();
    for (const gifts of Object.values(this.#shared)) gifts.length = 0;
    this.#told.clear();
    await this.#running?.stop();
    this.#running = undefined;
    this.#hooked = false;
  }

  #enter(namespace: string): void {
    this.#namespace = namespace;
    const { openai, anthropic } = this.urls;
    const key = `sk-any@${namespace}`;
    this.#environment.set({
      OPENAI_BASE_URL: openai,
      OPENAI_API_KEY: key,
      ANTHROPIC_BASE_URL: anthropic,
      ANTHROPIC_API_KEY: key,
    });
  }
}
