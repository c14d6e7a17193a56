import { type HeaderList, type Problem, ProblemError, type Reply } from '../core';
import { refusalLimitHeaders } from './apply-limits';
import type { RequestContext } from './request-context';

/** Words what was thrown on the road in the house's voice, and notes it. */
export function refuse(visit: RequestContext, thrown: unknown): Reply {
  const problem = thrown instanceof ProblemError ? thrown.problem : bug(visit, thrown);
  const { provider, route } = visit.routeMatch;
  const voice = visit.responseInfo();
  const worded = provider.formatError(problem, voice);
  const rules = problem.issues.map(({ rule }) => `${route ?? provider.id}/${rule}`);
  visit.entry.note({ problem: { kind: problem.kind, message: worded.message, rules } });
  const reply = provider.errorReply(worded, voice);
  return { ...reply, headers: [...reply.headers, ...refusalLimitHeaders(visit, problem), ...marks(problem, rules)] };
}

/** Anything but a ProblemError is our own fault; the operator hears of it. */
function bug(visit: RequestContext, thrown: unknown): Problem {
  const told = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  visit.app.report(`bug while answering ${visit.request.method} ${visit.request.path}\n${told}`);
  return {
    kind: 'internal',
    facts: { message: thrown instanceof Error ? thrown.message : String(thrown) },
    issues: [],
  };
}

/** Tells which rule was broken, or that the fault is ours. */
function marks({ kind, issues }: Problem, rules: readonly string[]): HeaderList {
  if (kind === 'internal') return [['x-llmulator-bug', '1']];
  const [rule] = rules;
  return [['x-llmulator-rule', issues.length > 0 && rule !== undefined ? rule : kind]];
}
