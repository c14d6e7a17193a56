import { answers } from './answers';
import { type ControlRoute, namespaceOf } from './route';

/** Limits of rates. */
export const limitRoutes: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/limits',
    says: 'What the keys of a namespace may use up; {} where nothing is limited.',
    answer: answers.limits,
    run: (controls, request) => controls.limits(namespaceOf(request)),
  },
  {
    method: 'post',
    path: '/limits',
    says: 'Sets it, with nothing used yet: {tier: "1"}, {limits: {requests_per_minute: 3}}, both, or {} for none.',
    body: 'Limits',
    answer: answers.limits,
    run: (controls, request) => controls.setLimits(namespaceOf(request), request.body),
  },
  {
    method: 'delete',
    path: '/limits',
    says: 'Lifts all limits of a namespace.',
    answer: answers.limits,
    run: (controls, request) => controls.setLimits(namespaceOf(request), {}),
  },
];
