import { version } from '../../package.json';
import { scraper } from '../extras/metrics';
import type { App } from '../pipeline';
import { DEFAULT_NAMESPACE } from '../state/namespaces';
import { emulatorOperations, resetOperation } from './emulator-operations';
import { fixtureOperations } from './fixture-operations';
import { journalOperations } from './journal-operations';
import { namespaceOperations } from './namespace-operations';
import { openApiOf } from './open-api';
import type { Operation, OperationContext } from './operation';
import { changeNamespace } from './shared-namespaces';

const table = {
  ...emulatorOperations,
  ...journalOperations,
  ...namespaceOperations,
  ...fixtureOperations,
  ...resetOperation,
};

type Table = typeof table;
type OperationId = keyof Table;
type InputOf<Id extends OperationId> = Parameters<Table[Id]['run']>[1];
type OutputOf<Id extends OperationId> = ReturnType<Table[Id]['run']>;

/** Every operation, in the order in which paths are compared. */
export const operations: readonly Operation<unknown, unknown>[] = Object.values(table);

/** Runs operations on one emulator. */
export class OperationRunner {
  readonly #scrape: OperationContext['scrape'];

  constructor(readonly app: App) {
    this.#scrape = scraper(app.metrics, () => ({ namespaces: app.namespaces.all().length }));
  }

  /** What an operation on a namespace works on. */
  contextOf(namespace: string): OperationContext {
    const { app } = this;
    return {
      app,
      namespace,
      get state() {
        return app.namespaces.of(namespace);
      },
      change: (how) => changeNamespace(app, namespace, how),
      scrape: this.#scrape,
      document: () => openApiOf(operations, version),
    };
  }

  /** Runs an operation by its id. */
  call<Id extends OperationId>(id: Id, input?: InputOf<Id>, namespace = DEFAULT_NAMESPACE): OutputOf<Id> {
    const { run } = table[id] as Operation<unknown, unknown>;
    return run(this.contextOf(namespace), input) as OutputOf<Id>;
  }
}
