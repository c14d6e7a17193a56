import { Metrics } from '../extras/metrics';
import { parsePlans, sharedPlans } from '../faults';
import { type Fixture, FixtureStats } from '../fixtures';
import { MemoryBudget } from '../journal';
import { type Clock, frozenClock, realClock, steppedClock } from '../lib';
import { createLimiterFactory, type TierFile, tierFile } from '../limits';
import {
  type Catalog,
  catalogAtTime,
  catalogOfService,
  createCatalog,
  createService,
  type ModelSource,
  modelFile,
  type RuleLevels,
  type ServiceEntry,
  serviceFile,
} from '../models';
import { INSTANT, parsePace } from '../pacing';
import { type App, createNamespaceState, type NamespaceParts } from '../pipeline';
import { routeIds } from '../providers/registry';
import type { Backend } from '../state';
import { createNamespaces } from '../state/namespaces';
import { createCacheUnits } from '../state/prompt-cache';
import { createTokenizers } from '../tokens';
import { createScheduler } from '../wire';
import { asBadOption, BadOption, pick } from './config';
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

/** An app that only reads data: it serves nothing and has no operator. */
export const offlineApp = (config: Config): App => createApp(config, { inline: [], report: () => undefined });

/** Reads all data and assembles an emulator. Faults of files are thrown as one FileFaults. */
export function createApp(config: Config, { inline, report, backend }: AppInputs): App {
  const { rules = {}, fixtures: paths = [], service: chosen = 'gateway', strict = false, seed = 0 } = config;
  const loader = new Loader();
  const catalog = catalogOf(loader, config.models);
  const services = servicesOf(loader, config.services);
  const fixtures = readFixtures(loader, { paths, inline, strict });
  loader.finish();
  checkRules(Object.keys(rules));
  const entry = pick('service', chosen, services);
  const service = createService(entry, { levels: { ...lintLevels(config), ...rules }, dormant: offByDefault });
  const clock = clockOf(config.clock);
  const serving = catalogAtTime(catalogOfService(entry.models, catalog), () => clock.now());
  const limiter = createLimiterFactory(readTiers);
  return {
    seed,
    clock,
    catalog: serving,
    service,
    tokens: createTokenizers(),
    cacheUnits: createCacheUnits(),
    namespaces: createNamespaces({
      make: namespaceMaker(config, { catalog: serving, service, clock, limiter, backend }),
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
    strict,
    fit: config.fit ?? 'error',
    voice: config.voice ?? 'plain',
    pace: config.pace === undefined ? INSTANT : asBadOption('pace: ', () => parsePace(config.pace)),
    chunk: config.chunk,
    scheduler: createScheduler(clock),
    limiter,
    reportedLimits: service.reportedTier === undefined ? undefined : limiter.reported(service.reportedTier),
    backend,
    report,
  };
}

type NamespaceNeeds = Pick<App, 'catalog' | 'service' | 'clock' | 'limiter' | 'backend'>;

/** Makes new namespaces; invalid fault plans and limits are thrown at once. */
function namespaceMaker(config: Config, { catalog, service, clock, limiter, backend }: NamespaceNeeds) {
  const { faults = [], tier, limits, seed = 0, journal: capacity = JOURNAL_SIZE } = config;
  const surroundings = () => ({ ...routeIds, now: clock.now() });
  const plans = asBadOption('faults: ', () =>
    sharedPlans(faults.length === 0 ? [] : parsePlans(faults), surroundings()),
  );
  const usual = { tier: tier === undefined ? undefined : String(tier), limits };
  asBadOption('', () => limiter.check(usual));
  const parts: NamespaceParts = {
    journalLimits: {
      capacity,
      budget: new MemoryBudget(),
      advise: createAdvisor({ catalog, service, isRealTime: clock === realClock }),
    },
    faultOptions: { seed, shared: plans, surroundings },
    createRateLimiter: (stores, plan = usual) => limiter.rateLimiter(plan, stores),
    backend,
  };
  return (name: string) => createNamespaceState(name, parts);
}

function clockOf(option: Config['clock']): Clock {
  if (option === undefined || option === 'real') return realClock;
  if (option === 'stepped') return steppedClock(realClock.now());
  return 'frozen' in option ? frozenClock(Date.parse(option.frozen)) : steppedClock(Date.parse(option.stepped));
}

/** One level for all lint rules; levels of single rules go before it. */
const lintLevels = ({ lint }: Config): RuleLevels => (lint === undefined ? {} : { 'lint/*': lint });

const readTiers = (): TierFile => builtIn('tiers', tierFile, ([file]) => file?.value ?? { houses: {}, tiers: [] });

/** What is made of the built-in models: their entries, and the catalog of an emulator without models of its own. */
const builtInModels = () =>
  builtIn('models', modelFile, (files) => {
    const sources = files.map(modelsOf('built-in'));
    return { sources, catalog: createCatalog(sources) };
  });

/** All models: those of the user's files over the built-in ones. */
function catalogOf(loader: Loader, paths: readonly string[] = []): Catalog {
  const { sources, catalog } = builtInModels();
  return paths.length === 0
    ? catalog
    : createCatalog([...sources, ...loader.read(paths, modelFile).map(modelsOf('given'))]);
}

/** The models of a file; contradictions between files become faults of the files. */
const modelsOf =
  (layer: ModelSource['layer']) =>
  ({ value, complain }: Loaded<{ readonly models: ModelSource['entries'] }>): ModelSource => ({
    layer,
    entries: value.models,
    report: (index, key, message) => complain(['models', index, key], message),
  });

/** All services, those of the user's files first; unknown names in them and doubled ids are faults. */
function servicesOf(loader: Loader, paths: readonly string[] = []): readonly ServiceEntry[] {
  const given = loader.read(paths, serviceFile);
  const own = checkedServices(given);
  for (const [at, { value, complain }] of given.entries()) {
    const isTwice = given.slice(0, at).some((before) => before.value.id === value.id);
    if (isTwice) complain(['id'], `${value.id} is already the id of another service`);
  }
  return [...own, ...builtIn('services', serviceFile, checkedServices)];
}

const checkedServices = (files: readonly Loaded<ServiceEntry>[]): readonly ServiceEntry[] =>
  files.map(({ value, complain }) => {
    for (const { path, message } of unknownNamesIn(value)) complain(path, message);
    return value;
  });

/** A level for an unknown rule would go unnoticed. */
function checkRules(ids: readonly string[]): void {
  const complaints = ids.map(unknownRuleMessage).filter((why) => why !== undefined);
  if (complaints.length > 0) throw new BadOption(complaints);
}
