import { answers } from './answers';
import { type ControlRoute, namespaceOf } from './route';

/** Routes over fixtures, and over what they make a namespace remember. */
export const fixtureRoutes: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/fixtures',
    says: 'Names of the fixtures that answer in a namespace.',
    answer: answers.fixtures,
    run: (controls, request) => ({ fixtures: controls.fixtureNames(namespaceOf(request)) }),
  },
  {
    method: 'post',
    path: '/fixtures',
    says: 'Adds one fixture, a list of them, or {fixtures: [...]} to a namespace.',
    body: 'Fixtures',
    answer: answers.added,
    run: (controls, request) => ({ added: controls.addFixtures(namespaceOf(request), request.body) }),
  },
  {
    method: 'delete',
    path: '/fixtures',
    says: 'Removes the fixtures that a namespace was given.',
    answer: answers.cleared,
    run(controls, request) {
      controls.clearFixtures(namespaceOf(request));
      return { cleared: true };
    },
  },
  {
    method: 'get',
    path: '/fixtures/report',
    says: 'Fixtures that have answered nothing so far, and those that others went before.',
    overall: true,
    answer: answers.report,
    run: (controls) => controls.fixtureReport(),
  },
  {
    method: 'post',
    path: '/explain',
    says: 'Tells what would answer a request, and why: its body as it would be sent, a list, or a HAR; ?surface= says where.',
    query: { surface: 'Where the requests go: chat, responses, messages …; guessed without it.' },
    body: 'Requests',
    answer: answers.explanations,
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
    says: 'What a namespace remembers, for fixtures with given and then.',
    answer: answers.state,
    run: (controls, request) => ({ state: controls.state(namespaceOf(request)) }),
  },
  {
    method: 'post',
    path: '/state',
    says: 'Makes a namespace remember the members of an object; null forgets one.',
    body: 'State',
    answer: answers.state,
    run: (controls, request) => ({ state: controls.setState(namespaceOf(request), request.body) }),
  },
];
