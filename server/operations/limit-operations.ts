import { namespaceOf, type Operation } from './operation';
import { outputs } from './output-schemas';

/** Limits of rates. */
export const limitRoutes: readonly Operation[] = [
  {
    method: 'get',
    path: '/limits',
    summary: 'What the keys of a namespace may use up; {} where nothing is limited.',
    output: outputs.limits,
    run: (controls, request) => controls.limits(namespaceOf(request)),
  },
  {
    method: 'post',
    path: '/limits',
    summary: 'Sets it, with nothing used yet: {tier: "1"}, {limits: {requests_per_minute: 3}}, both, or {} for none.',
    body: 'Limits',
    output: outputs.limits,
    run: (controls, request) => controls.setLimits(namespaceOf(request), request.body),
  },
  {
    method: 'delete',
    path: '/limits',
    summary: 'Lifts all limits of a namespace.',
    output: outputs.limits,
    run: (controls, request) => controls.setLimits(namespaceOf(request), {}),
  },
];
