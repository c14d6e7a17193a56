import { namespaceOf, type Operation } from './operation';
import { outputs } from './output-schemas';

/** Routes over fixtures, and over what they make a namespace remember. */
export const fixtureRoutes: readonly Operation[] = [
  {
    method: 'get',
    path: '/fixtures',
    summary: 'Names of the fixtures that answer in a namespace.',
    output: outputs.fixtures,
    run: (controls, request) => ({ fixtures: controls.fixtureNames(namespaceOf(request)) }),
  },
  {
    method: 'post',
    path: '/fixtures',
    summary: 'Adds one fixture, a list of them, or {fixtures: [...]} to a namespace.',
    body: 'Fixtures',
    output: outputs.added,
    run: (controls, request) => ({ added: controls.addFixtures(namespaceOf(request), request.body) }),
  },
  {
    method: 'delete',
    path: '/fixtures',
    summary: 'Removes the fixtures that a namespace was given.',
    output: outputs.cleared,
    run(controls, request) {
      controls.clearFixtures(namespaceOf(request));
      return { cleared: true };
    },
  },
  {
    method: 'get',
    path: '/fixtures/report',
    summary: 'Fixtures that have answered nothing so far, and those that others went before.',
    isGlobal: true,
    output: outputs.report,
    run: (controls) => controls.fixtureReport(),
  },
  {
    method: 'post',
    path: '/explain',
    summary:
      'Tells what would answer a request, and why: its body as it would be sent, a list, or a HAR; ?surface= says where.',
    query: { surface: 'Where the requests go: chat, responses, messages …; guessed without it.' },
    body: 'Requests',
    output: outputs.explanations,
    run: async (controls, request) => ({
      explanations: await controls.explain(namespaceOf(request), {
        request: request.body,
        ...(request.query['surface'] === undefined ? {} : { surface: String(request.query['surface']) }),
      }),
    }),
  },
  {
    method: 'get',
    path: '/state',
    summary: 'What a namespace remembers, for fixtures with given and then.',
    output: outputs.state,
    run: (controls, request) => ({ state: controls.state(namespaceOf(request)) }),
  },
  {
    method: 'post',
    path: '/state',
    summary: 'Makes a namespace remember the members of an object; null forgets one.',
    body: 'State',
    output: outputs.state,
    run: (controls, request) => ({ state: controls.setState(namespaceOf(request), request.body) }),
  },
];
