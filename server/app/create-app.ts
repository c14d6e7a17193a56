import { Metrics } from '../extras/metrics';
import { BadPlan, type FaultPlan, type PlanContext, type PreparedPlan, parsePlans, sharedPlans } from '../faults';
import { type Fixture, FixtureStats } from '../fixtures';
import { MemoryBudget } from '../journal';
import { type Clock, frozenClock, realClock, steppedClock } from '../lib';
import { BadLimits, createLimiterFactory, type LimiterFactory, type TierFile, tierFile } from '../limits';
import {
  type Catalog,
  catalogOfService,
  createCatalog,
  createService,
  type ModelSource,
  modelFile,
  type RuleLevels,
  type ServiceEntry,
  serviceFile,
} from '../models';
import { BadPace, INSTANT, type Pace, parsePace } from '../pacing';
import { type App, createNamespaceState, type NamespaceParts } from '../pipeline';
import { routeIds } from '../providers/registry';
import type { Backend } from '../state';
import { createNamespaces } from '../state/namespaces';
import { createTokenizers } from '../tokens';
import { createScheduler } from '../wire';
import { BadOption, pick } from './config';
import { createAdvisor } from './lint-advisor';
import { builtIn, type Loaded, Loader } from './load';
import { type Config, JOURNAL_SIZE } from './options';
import { readFixtures } from './read-fixtures';
import { offByDefault, unknownNamesIn, unknownRuleMessage } from './rule-catalog';

/** What only code can give an emulator. */
export interface AppInputs {
  /** Fixtures written as objects; they go before those of files. */
  readonly inline: readonly Fixture[];
  readonly report: (message: string) => void;
  /** Where other processes share the namespaces. */
  readonly backend?: Backend | undefined;
}

/** Reads all data and puts an emulator's parts together. Bad files are thrown as one FileFaults. */
export function createApp(config: Config, { inline, report, backend }: AppInputs): App {
  const { rules = {}, fixtures: paths = [], service: chosen = 'gateway' } = config;
  const loader = new Loader();
  const catalog = catalogOf(loader, config.models);
  const services = servicesOf(loader, config.services);
  const fixtures = readFixtures(loader, { paths, inline, strict: config.strict ?? false });
  loader.finish();
  insistOnRules(Object.keys(rules));
  const entry = pick('service', chosen, services);
  const clock = clockOf(config.clock);
  const surroundings = () => ({ ...routeIds, now: clock.now() });
  const seed = config.seed ?? 0;
  const limiter = createLimiterFactory(readTiers);
  const turnstile = turnstileOf(limiter, config);
  const serving = catalogOfService(entry.models, catalog);
  const service = createService(entry, { levels: { ...lintLevels(config), ...rules }, dormant: offByDefault });
  const advise = createAdvisor({ catalog: serving, service, isRealTime: clock === realClock });
  const room = { capacity: config.journal ?? JOURNAL_SIZE, budget: new MemoryBudget(), advise };
  const failing = { seed, shared: plansOf(config.faults ?? [], surroundings()), surroundings };
  return {
    seed,
    clock,
    catalog: serving,
    service,
    tokens: createTokenizers(),
    namespaces: createNamespaces({
      make: (name) =>
        createNamespaceState(name, {
          journalLimits: room,
          faultOptions: failing,
          createRateLimiter: turnstile,
          backend,
        }),
      forget({ journal, mirror }, why) {
        journal.end(why);
        mirror?.end();
      },
      now: () => clock.now(),
    }),
    fixtures,
    metrics: new Metrics(),
    fixtureStats: new FixtureStats(),
    keys: config.keys === undefined ? undefined : new Set(config.keys),
    strict: config.strict ?? false,
    fit: config.fit ?? 'error',
    pace: config.pace === undefined ? INSTANT : paceAsked(config.pace),
    chunk: config.chunk,
    scheduler: createScheduler(clock),
    limiter,
    backend,
    report,
  };
}

/** All models: those of the user's files over the built-in ones. */
const catalogOf = (loader: Loader, paths: readonly string[] = []): Catalog =>
  createCatalog([
    ...loader.read([builtIn('models')], modelFile).map(modelsOf('built-in')),
    ...loader.read(paths, modelFile).map(modelsOf('given')),
  ]);

function clockOf(option: Config['clock']): Clock {
  if (option === undefined || option === 'real') return realClock;
  if (option === 'stepped') return steppedClock(realClock.now());
  return 'frozen' in option ? frozenClock(Date.parse(option.frozen)) : steppedClock(Date.parse(option.stepped));
}

function paceAsked(option: Config['pace']): Pace {
  try {
    return parsePace(option);
  } catch (error) {
    throw error instanceof BadPace ? new BadOption([`pace: ${error.message}`]) : error;
  }
}

/** One level for all that is held against clients; rules by id go before it. */
const lintLevels = ({ lint }: Config): RuleLevels => (lint === undefined ? {} : { 'lint/*': lint });

/** Plans of the configuration. */
function plansOf(options: readonly FaultPlan[], surroundings: PlanContext): readonly PreparedPlan[] {
  try {
    return sharedPlans(options.length === 0 ? [] : parsePlans(options), surroundings);
  } catch (error) {
    throw error instanceof BadPlan ? new BadOption([`faults: ${error.message}`]) : error;
  }
}

/** The vendors' tiers. */
function readTiers(): TierFile {
  const loader = new Loader();
  const [file] = loader.read([builtIn('tiers')], tierFile);
  loader.finish();
  return file?.value ?? { houses: {}, tiers: [] };
}

/** Makes the turnstiles of namespaces; a plan that is none stops the start. */
function turnstileOf(limiter: LimiterFactory, { tier, limits }: Config): NamespaceParts['createRateLimiter'] {
  const usual = { tier: tier === undefined ? undefined : String(tier), limits };
  try {
    limiter.check(usual);
  } catch (error) {
    throw error instanceof BadLimits ? new BadOption([error.message]) : error;
  }
  return (stores, plan = usual) => limiter.rateLimiter(plan, stores);
}

/** The models of a file; what is wrong between them is told with the other faults of the files. */
const modelsOf =
  (layer: ModelSource['layer']) =>
  ({ value, complain }: Loaded<{ readonly models: ModelSource['entries'] }>): ModelSource => ({
    layer,
    entries: value.models,
    report: (index, key, message) => complain(['models', index, key], message),
  });

/** All services, those of the user's files first; what they say of rules and surfaces that there are none of is a fault. */
function servicesOf(loader: Loader, paths: readonly string[] = []): readonly ServiceEntry[] {
  const given = loader.read(paths, serviceFile);
  const files = [...given, ...loader.read([builtIn('services')], serviceFile)];
  for (const { value, complain } of files) {
    for (const { path, message } of unknownNamesIn(value)) complain(path, message);
  }
  for (const [at, { value, complain }] of given.entries()) {
    const isTwice = given.slice(0, at).some((before) => before.value.id === value.id);
    if (isTwice) complain(['id'], `${value.id} is already the id of another service`);
  }
  return files.map(({ value }) => value);
}

/** Levels for rules that there are none of would go unnoticed. */
function insistOnRules(ids: readonly string[]): void {
  const complaints = ids.map(unknownRuleMessage).filter((why) => why !== undefined);
  if (complaints.length > 0) throw new BadOption(complaints);
}
