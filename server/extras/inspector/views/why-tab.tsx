import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { EntryView } from '../../../journal';
import { isReadOnly } from '../data/actions';
import { choose } from '../data/choices';
import { callJson } from '../data/control-plane';

/** A rule as the control plane tells it. */
interface RuleInfo {
  readonly id: string;
  readonly says: string;
  readonly grade: string;
  readonly ref?: string;
  readonly level: string;
}

/** What decided how the request was answered. */
export function WhyTab({ view }: { readonly view: EntryView }) {
  const { fixture, fault, why, problem, warnings = [], nearMisses = [], advice = [], usage } = view;
  const isGenerated = fixture === undefined && problem === undefined && usage !== undefined;
  return (
    <>
      <Section title={problem === undefined ? 'Answered by' : 'Refused'}>
        <p>
          {fixture !== undefined && (
            <>
              The fixture <strong>{fixture}</strong>.
            </>
          )}
          {isGenerated && 'The generator: no fixture matches.'}
          {problem !== undefined && <span class="bad-text">{problem.message}</span>}
          {fixture === undefined && !isGenerated && problem === undefined && 'The emulator itself.'}
        </p>
      </Section>
      {fault !== undefined && (
        <Section title="Fault">
          <p>
            <strong>{fault}</strong> {why}
          </p>
        </Section>
      )}
      {problem !== undefined && problem.rules.length > 0 && (
        <Section title="Rules that were broken">
          <Rules view={view} names={problem.rules} />
        </Section>
      )}
      {warnings.length > 0 && (
        <Section title="Rules that only warned">
          <Rules view={view} names={warnings} />
        </Section>
      )}
      {nearMisses.length > 0 && (
        <Section title={fixture === undefined ? 'Fixtures that came near' : 'Other fixtures'}>
          <ul>
            {nearMisses.map((sentence, at) => (
              <li key={at}>{sentence}</li>
            ))}
          </ul>
        </Section>
      )}
      <LintSection advice={advice} />
      <LimitsSection headers={view.replyHeaders ?? {}} />
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section class="reason">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Rules with their sentences, sources and grades. */
function Rules({ view, names }: { readonly view: EntryView; readonly names: readonly string[] }) {
  const [known, setKnown] = useState<readonly RuleInfo[]>([]);
  useEffect(() => {
    if (isReadOnly) return;
    callJson<{ readonly rules: readonly RuleInfo[] }>('/rules', { query: { pattern: `${view.route ?? ''}/*` } })
      .then(({ rules }) => setKnown(rules))
      // The ids alone are shown where the sentences cannot be had.
      .catch(() => setKnown([]));
  }, [view.route]);
  return (
    <ul>
      {names.map((name) => {
        const rule = known.find(({ id }) => id === name || id.endsWith(`/${name}`));
        return (
          <li key={name}>
            <strong>{name}</strong>
            {rule !== undefined && (
              <>
                {' '}
                {rule.says}{' '}
                <small class="dim">
                  {rule.grade}
                  {rule.ref === undefined ? '' : `, ${rule.ref}`}
                </small>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function LintSection({ advice }: { readonly advice: NonNullable<EntryView['advice']> }) {
  if (advice.length === 0) return null;
  return (
    <Section title="What the client did wrong">
      <ul>
        {advice.map(({ rule, message, about }, at) => (
          <li key={at}>
            <strong>{rule}</strong> {message}{' '}
            {about !== undefined && (
              <button type="button" class="link" onClick={() => choose({ entry: about })}>
                #{about}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LimitsSection({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  const limits = Object.entries(headers).filter(([name]) => /ratelimit|retry-after/i.test(name));
  if (limits.length === 0) return null;
  return (
    <Section title="Rate limits">
      <dl class="headers">
        {limits.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
