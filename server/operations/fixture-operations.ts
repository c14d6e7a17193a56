import { explainRequest } from '../app/explain';
import { type Fixture, type FixtureSet, parseFixtures, parseState } from '../fixtures';
import { fixtureReport } from './fixture-report';
import { type OperationContext, op } from './operation';
import { outputs } from './output-schemas';

const nameOf = ({ name, when }: Fixture): string => name ?? JSON.stringify(when);

const namesIn = ({ all }: FixtureSet): readonly string[] => all.map(({ fixture }) => nameOf(fixture));

/** Names of the fixtures that answer in a namespace. */
export const namesOf = ({ app, state }: OperationContext): readonly string[] =>
  [state.fixtures, ...app.fixtures].flatMap(namesIn);

/** Fixtures, and the state that they make a namespace remember. */
export const fixtureOperations = {
  'fixtures.list': op({
    http: 'GET /fixtures',
    scope: 'namespace',
    summary: 'Lists the names of the fixtures that answer in a namespace.',
    output: outputs.fixtures,
    run: namesOf,
    reply: (fixtures) => ({ fixtures }),
  }),
  'fixtures.add': op({
    http: 'POST /fixtures',
    scope: 'namespace',
    summary: 'Adds one fixture, a list of them, or {fixtures: [...]} to a namespace.',
    input: 'Fixtures',
    output: outputs.added,
    run({ change }, given: unknown) {
      const added = parseFixtures(given);
      change((state) => state.addFixtures(added));
      return added.map(nameOf);
    },
    reply: (added) => ({ added }),
  }),
  'fixtures.clear': op({
    http: 'DELETE /fixtures',
    scope: 'namespace',
    summary: 'Removes the fixtures that were added to a namespace.',
    output: outputs.cleared,
    run: ({ change }) => change((state) => state.replaceFixtures([])),
    reply: () => ({ cleared: true }),
  }),
  'fixtures.report': op({
    http: 'GET /fixtures/report',
    scope: 'emulator',
    summary: 'Lists the fixtures that have not answered so far, and those that another fixture always preceded.',
    output: outputs.report,
    run: ({ app }) => fixtureReport(app),
  }),
  explain: op({
    http: 'POST /explain',
    scope: 'namespace',
    summary:
      'Tells what would answer a request, and why: its body as it would be sent, a list, or a HAR; ?surface= names the surface.',
    query: { surface: 'The surface of the requests: chat, responses, messages …; guessed without it.' },
    input: 'Requests',
    output: outputs.explanations,
    read: ({ body, query: { surface } }): { readonly request: unknown; readonly surface?: string | undefined } => ({
      request: body,
      surface: surface === undefined ? undefined : String(surface),
    }),
    run: ({ app, namespace }, { request, surface }) => explainRequest(app, request, { surface, namespace }),
    reply: (explanations) => ({ explanations }),
  }),
  'state.get': op({
    http: 'GET /state',
    scope: 'namespace',
    summary: 'Gives what a namespace remembers, for fixtures with given and then.',
    output: outputs.state,
    run: ({ state }) => state.fixtureProgress.state,
    reply: (state) => ({ state }),
  }),
  'state.set': op({
    http: 'POST /state',
    scope: 'namespace',
    summary: 'Makes a namespace remember the members of an object; null forgets one.',
    input: 'State',
    output: outputs.state,
    run(context, values: unknown) {
      const parsed = parseState(values);
      context.change(({ fixtureProgress }) => fixtureProgress.remember(parsed));
      return context.state.fixtureProgress.state;
    },
    reply: (state) => ({ state }),
  }),
};
