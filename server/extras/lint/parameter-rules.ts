import type { AcceptedRequest, LintExchange } from './exchange';
import type { LintContext, LintIssue, LintRule } from './rule';

/** Tells each thing once, however often it is done. */
function firsts(
  talks: readonly LintExchange[],
  look: (talk: LintExchange, accepted: AcceptedRequest) => readonly string[],
): readonly LintIssue[] {
  const told = new Set<string>();
  return talks.flatMap((talk) =>
    (talk.accepted === undefined ? [] : look(talk, talk.accepted)).flatMap((message) => {
      if (told.has(message)) return [];
      told.add(message);
      return [{ talk, message }];
    }),
  );
}

const deprecated = ({ talks, deprecated: table }: LintContext): readonly LintIssue[] =>
  firsts(talks, ({ route }, { body }) =>
    Object.entries(table[route] ?? {}).flatMap(([key, instead]) =>
      body[key] == null ? [] : [`${key} of ${route} is deprecated: ${instead}`],
    ),
  );

const ending = ({ talks }: LintContext): readonly LintIssue[] =>
  firsts(talks, (_talk, { profile: { shutdown }, prompt: { model } }) =>
    shutdown === undefined ? [] : [`${model} is served until ${shutdown}.`],
  );

/** What a client asks for that it should not ask for any more. */
export const parameterRows = [
  {
    id: 'deprecated-parameter',
    says: 'A client sends no parameter that its house calls deprecated.',
    looksAt: 'members of accepted bodies; each is told once',
    source: { grade: 'sdk', ref: '@deprecated in the types of openai, 2026-11' },
    check: deprecated,
  },
  {
    id: 'ending-model',
    says: 'A client leaves a model before the day on which its house stops to serve it.',
    looksAt: 'models of accepted requests whose day is announced; each is told once',
    source: { grade: 'docs', ref: 'OpenAI docs, deprecations, 2026-11' },
    check: ending,
  },
] as const satisfies readonly LintRule[];
