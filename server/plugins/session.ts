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
  type Fixture,
  type NextOptions,
} from '../index';

/** Options of the emulator that a test runner's plugin starts. */
export interface LlmOptions extends Omit<EmulatorOptions, 'listen'> {
  /** What has a namespace of its own; `file` where tests of one file run at the same time (test). */
  readonly namespace?: 'test' | 'file';
  /** `fail` refuses what no fixture of yours answers, and fails the test that asked (allow). */
  readonly unmatched?: 'allow' | 'fail';
}

/** The emulator of this worker; fixtures and journal are those of the running test's namespace. */
export interface Llm {
  /** Starts the emulator anew with these options, and sets the environment variables. */
  start(options?: LlmOptions): Promise<void>;
  readonly emulator: Emulator;
  readonly urls: Emulator['urls'];
  readonly namespace: string;
  /** Outside a test, fixtures are added for each test that follows. */
  readonly fixtures: { add(fixture: Fixture | readonly Fixture[]): void; clear(): void };
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

/** One worker's emulator, bound to the tests of a runner. */
export class Session implements Llm {
  readonly fixtures: Llm['fixtures'] = {
    add: (fixture) => {
      if (!this.#inTest) this.#shared.push(fixture);
      this.emulator.fixtures.add(fixture, this.namespace);
    },
    clear: () => {
      if (!this.#inTest) this.#shared.length = 0;
      this.emulator.fixtures.clear(this.namespace);
    },
  };
  readonly journal: Llm['journal'] = {
    entries: (query) => this.emulator.journal.entries(query, this.namespace),
    next: (filter, options) => this.emulator.journal.next(filter, { ...options, namespace: this.namespace }),
    verify: (expectation) => this.emulator.journal.verify(expectation, this.namespace),
    clear: () => this.emulator.journal.clear(this.namespace),
  };
  readonly #runner: Runner;
  readonly #environment = new Environment();
  readonly #shared: (Fixture | readonly Fixture[])[] = [];
  #options: LlmOptions = {};
  #running: Emulator | undefined;
  #namespace = 'default';
  #inTest = false;
  #hooked = false;

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  get emulator(): Emulator {
    if (this.#running === undefined) throw new Error('llmulator has not been started: await llm.start() first.');
    return this.#running;
  }

  get urls(): Emulator['urls'] {
    return this.emulator.urls;
  }

  get namespace(): string {
    return this.#namespace;
  }

  async start(options: LlmOptions = {}): Promise<void> {
    await this.#running?.stop();
    this.#options = options;
    const { namespace: _namespace, unmatched, ...rest } = options;
    const strict = unmatched === 'fail' ? { strict: true } : {};
    this.#running = await createEmulator({ port: 0, ...rest, ...strict });
    const file = this.#runner.file();
    this.#enter(file === undefined ? 'default' : namespaceNamed(file));
    if (!this.#hooked) this.#hook();
    this.#hooked = true;
  }

  #hook(): void {
    this.#runner.beforeEach((place) => this.#begin(place));
    this.#runner.afterEach(() => this.#end());
    this.#runner.afterAll(() => this.#close());
  }

  #begin({ file, test }: TestPlace): void {
    const perTest = this.#options.namespace !== 'file';
    const before = this.#namespace;
    this.#enter(perTest ? namespaceNamed(file, test) : namespaceNamed(file));
    this.#inTest = true;
    if (perTest || before !== this.#namespace) {
      for (const fixture of this.#shared) this.emulator.fixtures.add(fixture, this.namespace);
    }
  }

  /** Fails the test whose requests found no fixture, or whose client broke a rule of level error, where that is asked for. */
  async #end(): Promise<void> {
    this.#inTest = false;
    const { unmatched, namespace } = this.#options;
    const { findings } = this.emulator.lint(this.namespace);
    const missed = unmatched === 'fail' ? this.journal.entries({ problem: 'no-fixture' }) : [];
    if (namespace === 'file') this.journal.clear();
    else await this.emulator.reset(this.namespace);
    const wrong = findings.filter(({ level }) => level === 'error');
    const told = [
      ...under(
        'Requests that no fixture answers:',
        missed.map(({ id, request, problem }) => `#${id} ${request.method} ${request.path}: ${problem?.message}`),
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
