import { NOTHING_LOADED, type Profile, type Surface } from '../core';
import { type Choice, type ClientAttempt, choose, fixtureFor, fixtureLabel, kinOf } from '../fixtures';
import { formSentence } from '../generate/format/tell-form';
import { nearMisses, type Subject, subjectOf } from '../matching';
import type { App, NamespaceState } from '../pipeline';
import { allProviders, postRoutes } from '../providers/registry';
import { DEFAULT_NAMESPACE } from '../state/namespaces';
import { BadOption } from './config';
import { type RequestInFile, requestsIn } from './request-files';

/** What would answer a request, and why. */
export interface Explanation {
  readonly file: string;
  readonly surface: string;
  /** The fixture that answers, and what of its criteria holds; undefined where none does. */
  readonly answer: { readonly fixture: string; readonly kept: readonly string[] } | undefined;
  /** The form that the prompt asks for in words; told where no fixture answers. */
  readonly form?: string;
  /** Fixtures that match too, and come later. */
  readonly behind: readonly string[];
  /** Fixtures that match and are passed over, each with the reason. */
  readonly passed: readonly string[];
  /** Fixtures that came near, with all that failed. */
  readonly near: readonly { readonly fixture: string; readonly broken: readonly string[] }[];
  /** A fixture that would answer. */
  readonly paste: string;
  /** Why nothing can be told. */
  readonly refusal?: string;
}

/** Near misses that are told. */
const MOST_NEAR = 5;

/** Tells what of a namespace's fixtures answers a request. Nothing is counted, and no rule of a provider is held against it. */
async function explain(kit: App, filed: RequestInFile, namespace = DEFAULT_NAMESPACE): Promise<Explanation> {
  const { file, door } = filed;
  const nothing = { file, surface: door.id, answer: undefined, behind: [], passed: [], near: [], paste: '' };
  const surface = allProviders.flatMap(({ surfaces }) => surfaces).find(({ id }) => id === door.id);
  if (surface === undefined)
    return { ...nothing, refusal: `${door.id} generates nothing, so that no fixture answers it` };
  const body: unknown = JSON.parse(filed.text);
  const profile = kit.catalog.find(surface.modelOf(body) ?? '');
  if (profile === undefined) return { ...nothing, refusal: `its model is unknown: llmulator check ${file} tells more` };
  const checks = { service: kit.service, headers: filed.headers ?? {}, profile };
  if (surface.shape(body, checks).errors.length > 0) {
    return { ...nothing, refusal: `it is refused before fixtures are asked: llmulator check ${file} tells more` };
  }
  const subject = await subjectFor(kit, { surface, body, profile, headers: filed.headers ?? {} });
  return { file, surface: door.id, ...told(kit, subject, { profile, estate: kit.namespaces.of(namespace) }) };
}

/** Requests as somebody wrote them. */
export interface RequestSource {
  /** What messages call them. */
  readonly file: string;
  /** One request as JSON, or several as JSONL, a list or a HAR. */
  readonly text: string;
  /** Where they go; guessed without it. */
  readonly surface: string | undefined;
  readonly namespace?: string;
}

/** Explains a request that a program or a client holds. */
export const explainRequest = (kit: App, request: unknown, where: Pick<RequestSource, 'surface' | 'namespace'>) =>
  explainText(kit, { file: 'request', text: JSON.stringify(request) ?? '', ...where });

/** Explains every request of a text. */
export function explainText(
  kit: App,
  { file, text, surface, namespace }: RequestSource,
): Promise<readonly Explanation[]> {
  const door = postRoutes.find(({ id }) => id === surface);
  if (surface !== undefined && door === undefined) {
    throw new BadOption([`surface '${surface}' is unknown; known are ${postRoutes.map(({ id }) => id).join(', ')}`]);
  }
  const harvest = requestsIn(text, { file, door, surfacesOf: (model) => kit.catalog.find(model)?.surfaces });
  if (harvest === undefined) throw new BadOption([`${file}: holds no request to a model`]);
  const [unusable] = harvest.unusable;
  if (unusable !== undefined) throw new BadOption([`${file}:${unusable.line}:${unusable.column}: ${unusable.message}`]);
  return Promise.all(harvest.requests.map((request) => explain(kit, request, namespace)));
}

/** A request that was read from a file. */
interface ParsedRequest {
  readonly surface: Surface;
  readonly body: unknown;
  readonly profile: Profile;
  readonly headers: Readonly<Record<string, string>>;
}

/** What matchers look at, of a request in a file. */
export async function subjectFor(kit: App, { surface, body, profile, headers }: ParsedRequest): Promise<Subject> {
  const prompt = surface.read(body, profile, {
    tokenizer: await kit.tokens.counter(profile.encoding),
    loaded: NOTHING_LOADED,
  });
  return subjectOf(prompt, surface.id, { headers, body });
}

/** For whom it is told. */
interface ExplainTarget {
  readonly profile: Profile;
  readonly estate: NamespaceState;
}

function told(kit: App, subject: Subject, { profile, estate }: ExplainTarget): Omit<Explanation, 'file' | 'surface'> {
  const sets = [estate.fixtures, ...kit.fixtures];
  const call: ClientAttempt = { key: '', isRetry: false, now: kit.clock.now(), taken: [], isStateful: false };
  const fit = kit.fit === 'error' ? 'warn' : kit.fit;
  const choice = choose(subject, sets, {
    strict: false,
    fit,
    profile,
    call,
    progress: estate.fixtureProgress.readOnly(),
  });
  const matching = sets.flatMap(({ finder }) => [...finder.matching(subject)]);
  const winner = choice.type === 'fixture' ? matching.find(({ fixture }) => fixture === choice.written) : undefined;
  const later = winner === undefined ? [] : matching.slice(matching.indexOf(winner) + 1);
  return {
    answer:
      winner === undefined
        ? undefined
        : { fixture: fixtureLabel(winner.fixture), kept: [...winner.test.explain(subject).kept, ...misfitsOf(choice)] },
    ...formOf(subject, winner === undefined),
    behind: later.map(({ fixture }) => fixtureLabel(fixture)),
    passed: choice.passed.filter((sentence) => sentence.includes(' matches, but ')),
    near: nearMisses(subject, kinOf(subject, sets), { most: MOST_NEAR }).map(({ row, broken }) => ({
      fixture: fixtureLabel(row.fixture),
      broken,
    })),
    paste: fixtureFor(subject),
  };
}

/** What a generated reply keeps. */
function formOf({ prompt }: Subject, isGenerated: boolean): { readonly form?: string } {
  const form = isGenerated ? formSentence(prompt) : undefined;
  return form === undefined ? {} : { form };
}

const misfitsOf = (choice: Choice): readonly string[] =>
  choice.type === 'fixture' ? choice.misfits.map(({ sentence }) => `But ${sentence}`) : [];

/** An explanation as a person reads it. */
export function explanationText(explanation: Explanation): string {
  const { file, surface, answer, form, behind, passed, near, paste, refusal } = explanation;
  if (refusal !== undefined) return `${file}: ${refusal}\n`;
  const lines = [
    `${file}: ${surface}, ${answer === undefined ? 'no fixture answers: a reply is generated, or refused with --strict' : `answered by ${answer.fixture}`}`,
    ...(answer?.kept ?? []).map((sentence) => `  ${sentence}`),
    ...(form === undefined ? [] : [form]),
    ...behind.map((name) => `behind it: ${name} matches too`),
    ...passed,
    ...near.flatMap(({ fixture, broken }) => [`not ${fixture}:`, ...broken.map((sentence) => `  ${sentence}`)]),
    ...(answer === undefined ? ['this one would:', paste] : []),
  ];
  return `${lines.join('\n')}\n`;
}
