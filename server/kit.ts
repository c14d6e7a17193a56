import { pick } from './config';
import { frozenClock, realClock } from './entropy';
import { builtIn, Loader } from './load';
import { createCatalog, createService, modelFile, serviceFile, UnknownLike } from './models';
import { createNamespaces } from './namespaces';
import { createEstate, type Kit } from './pipeline';
import { arrangeFixtures, type Fixture, fixtureFileSchema } from './replies';
import type { Config } from './settings';
import { createTokens } from './tokens';
import { createScheduler, INSTANT } from './wire';

/** Entries that a namespace's journal keeps unless told otherwise. */
const JOURNAL_SIZE = 1_000;

/** What only code can give an emulator. */
export interface KitExtras {
  /** Fixtures written as objects; they go before those of files. */
  readonly inline: readonly Fixture[];
  readonly report: (message: string) => void;
}

/** Reads all data and puts an emulator's parts together. Bad files are thrown as one FileFaults. */
export function createKit(config: Config, { inline, report }: KitExtras): Kit {
  const loader = new Loader();
  const models = loader.read([builtIn('models'), ...(config.models ?? [])], modelFile);
  const services = loader.read([builtIn('services'), ...(config.services ?? [])], serviceFile);
  const own = loader.read(config.fixtures ?? [], fixtureFileSchema);
  const canned = loader.read([builtIn('replies')], fixtureFileSchema);
  const catalog = catalogOf(models, loader);
  loader.finish();
  const entry = pick(
    'service',
    config.service ?? 'gateway',
    services.map(({ value }) => value),
  );
  const frozen = config.clock === undefined || config.clock === 'real' ? undefined : Date.parse(config.clock.frozen);
  const clock = frozen === undefined ? realClock : frozenClock(frozen);
  return {
    seed: config.seed ?? 0,
    clock,
    catalog,
    service: createService(entry, config.rules ?? {}),
    tokens: createTokens(),
    namespaces: createNamespaces((name) => createEstate(name, config.journal ?? JOURNAL_SIZE)),
    fixtures: [
      arrangeFixtures([...own.flatMap(({ value }) => value.fixtures), ...inline]),
      // Who asks for strictness means the own fixtures.
      ...(config.strict === true ? [] : [arrangeFixtures(canned.flatMap(({ value }) => value.fixtures))]),
    ],
    keys: config.keys === undefined ? undefined : new Set(config.keys),
    strict: config.strict ?? false,
    // Nothing ever falls due on a clock that stands still.
    pace: frozen === undefined ? (config.pace ?? INSTANT) : INSTANT,
    scheduler: createScheduler(clock),
    report,
  };
}

/** A `like` that leads nowhere is told with the other faults of the files. */
function catalogOf(
  files: readonly { file: string; value: { models: Parameters<typeof createCatalog>[0] } }[],
  loader: Loader,
) {
  const entries = files.flatMap(({ value }) => value.models);
  try {
    return createCatalog(entries);
  } catch (error) {
    if (!(error instanceof UnknownLike)) throw error;
    const file = files.find(({ value }) => value.models.some(({ id }) => id === error.id))?.file ?? 'models';
    loader.add({ file, line: 1, column: 1, message: error.message });
    return createCatalog([]);
  }
}
