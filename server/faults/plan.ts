import { z } from 'zod';
import { readDocument } from '../contract';
import { didYouMean, nameHint } from '../lib';
import { type FixtureWhen, type PreparedWhen, prepareWhen, type Subject, whenSchema } from '../matching';
import { type Conditions, conditionShape, conditionsOf, describeConditions, whyNever } from './conditions';
import type { Effect, FaultKind } from './fault-kind';
import { faultKinds, findFaultKind } from './table';

/** Which requests a plan is about, before it counts them. */
const filterShape = {
  name: z.string().min(1).optional().describe('a name for the journal and for messages'),
  route: z.string().min(1).optional().describe('id of the surface or endpoint, such as chat'),
  fixture: z.string().min(1).optional().describe('name of the fixture that answers'),
  when: whenSchema.optional(),
};

const planKeys = { ...filterShape, ...conditionShape };

const rowSchemas = faultKinds.map(({ id, says, params }) =>
  z.strictObject({ fault: z.literal(id), ...params, ...planKeys }).describe(says),
);

/** The schema of a plan: which fault, its parameters, which requests, and when. */
export const planSchema: z.ZodType<FaultPlan> = z
  .discriminatedUnion('fault', rowSchemas as unknown as [(typeof rowSchemas)[number]])
  .describe('a fault, and the requests that meet it') as unknown as z.ZodType<FaultPlan>;

/** A plan as a file, a program or a request writes it: the fault's own parameters stand beside these members. */
export interface FaultPlan extends Conditions {
  /** Id of the fault. */
  readonly fault: string;
  readonly name?: string | undefined;
  /** Id of the surface or endpoint. */
  readonly route?: string | undefined;
  /** Name of the fixture that answers. */
  readonly fixture?: string | undefined;
  readonly when?: FixtureWhen | undefined;
  readonly [parameter: string]: unknown;
}

/** A plan made ready. */
export interface PreparedPlan {
  readonly option: FaultPlan;
  readonly kind: FaultKind;
  readonly effect: Effect;
  readonly when: PreparedWhen | undefined;
  /** One English sentence. */
  readonly summary: string;
  /** True where the request must be read before the plan can apply. */
  readonly needsPrompt: boolean;
}

/** Thrown for a plan that is invalid or can never fire; the message says why. */
export class BadPlan extends Error {
  override readonly name = 'BadPlan';
}

/** What plans are held against. */
export interface PlanContext {
  /** Ids of all routes, those that can stream first. */
  readonly surfaces: readonly string[];
  readonly endpoints: readonly string[];
  /** Unix milliseconds. */
  readonly now: number;
  /** Names of all fixtures, where they are known. */
  readonly fixtures?: readonly string[] | undefined;
}

/** Makes a plan ready; throws a BadPlan where it can never fire. */
export function preparePlan(option: FaultPlan, surroundings: PlanContext): PreparedPlan {
  const kind = findFaultKind(option.fault);
  if (kind === undefined) throw new BadPlan(unknownFault(option.fault));
  const effect = kind.effect(option);
  const why =
    whyNever(option, surroundings.now) ??
    wrongRoute(option, kind, { ...surroundings, place: effect.place }) ??
    wrongFixture(option, surroundings);
  if (why !== undefined) throw new BadPlan(`the plan ${nameOf(option)} can never fire: ${why}`);
  const early = effect.place === 'gate' || effect.place === 'proxy';
  return {
    option,
    kind,
    effect,
    when: option.when === undefined ? undefined : prepareWhen(option.when),
    summary: sentenceOf(option, kind),
    needsPrompt: !early || option.when !== undefined || option.fixture !== undefined,
  };
}

/** Why a plan is none, or can never fire; undefined where it can. */
export function planError(option: FaultPlan, surroundings: PlanContext): string | undefined {
  try {
    preparePlan(option, surroundings);
    return undefined;
  } catch (error) {
    if (error instanceof BadPlan) return error.message;
    throw error;
  }
}

const nameOf = ({ name, fault }: FaultPlan): string => JSON.stringify(name ?? fault);

/** The message on an unknown fault. */
const unknownFault = (word: string): string => {
  const ids = faultKinds.map(({ id }) => id);
  return `fault ${JSON.stringify(word)} is unknown; ${nameHint(word, ids)}`;
};

function wrongRoute(
  { route, when, fixture }: FaultPlan,
  { reach, id }: FaultKind,
  { surfaces, endpoints, place }: PlanContext & { place: Effect['place'] },
): string | undefined {
  if (route === undefined || surfaces.includes(route)) return undefined;
  if (!endpoints.includes(route))
    return `route ${JSON.stringify(route)} is unknown; ${nameHint(route, [...surfaces, ...endpoints])}`;
  if (reach === 'streams' || place === 'turn') return `${id} needs a model's answer, and ${route} gives none`;
  return when === undefined && fixture === undefined ? undefined : `${route} reads no prompt, so that nothing matches`;
}

function wrongFixture({ fixture }: FaultPlan, { fixtures }: PlanContext): string | undefined {
  if (fixture === undefined || fixtures === undefined || fixtures.includes(fixture)) return undefined;
  const [hint = 'add it before plans that name it'] = didYouMean(fixture, fixtures);
  return `no fixture is called ${JSON.stringify(fixture)}; ${hint}`;
}

/** `Refuses with 429 …: on requests to chat, only the first 2.` */
function sentenceOf(option: FaultPlan, { says, reach }: FaultKind): string {
  const { route, fixture, when } = option;
  const about = { any: 'requests', streams: 'streams', bodies: 'requests that do not stream' }[reach];
  const parts = [
    `on ${about}${route === undefined ? '' : ` to ${route}`}`,
    ...(fixture === undefined ? [] : [`answered by the fixture ${JSON.stringify(fixture)}`]),
    ...(when === undefined ? [] : [`that match ${JSON.stringify(when)}`]),
    ...describeConditions(option),
  ];
  return `${says.replace(/\.$/, '')}: ${parts.join(', ')}.`;
}

/** True for a plan that applies to every request. */
export const matchesEveryRequest = ({ option, kind }: PreparedPlan): boolean =>
  conditionsOf(option).length === 0 &&
  option.route === undefined &&
  option.when === undefined &&
  option.fixture === undefined &&
  kind.reach === 'any';

/** Is a plan about this request, before it is counted? */
export interface PlannedReply {
  readonly route: string | undefined;
  readonly stream: boolean;
  /** The answer is made while nobody waits: it can break off like a stream. */
  readonly background: boolean;
  readonly fixture: string | undefined;
  /** Undefined for routes without a prompt. */
  readonly subject: () => Subject | undefined;
}

const REACHES: { readonly [Reach in FaultKind['reach']]: (road: PlannedReply) => boolean } = {
  any: () => true,
  streams: ({ stream, background }) => stream || background,
  bodies: ({ stream }) => !stream,
};

/** True where a plan is about a request that has been read. */
export function appliesTo({ option, kind, when, effect }: PreparedPlan, road: PlannedReply): boolean {
  if (option.route !== undefined && option.route !== road.route) return false;
  if (!REACHES[kind.reach](road)) return false;
  if (option.fixture !== undefined && option.fixture !== road.fixture) return false;
  if (when === undefined && effect.place !== 'turn') return true;
  const subject = road.subject();
  return subject !== undefined && (when === undefined || when.matches(subject));
}

/** Plans that a program or a request gives: one, a list, or what a file holds; each an object or one line. */
export function parsePlans(given: unknown): readonly FaultPlan[] {
  const wrapped = typeof given === 'object' && given !== null && 'faults' in given;
  const inner: unknown = wrapped ? given.faults : given;
  const list: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
  const faults = list.map((plan) => (typeof plan === 'string' ? planFromText(plan) : renamed(plan)));
  const read = readDocument('plan', JSON.stringify({ faults }), plansSchema);
  if ('faults' in read) throw new BadPlan(read.faults.map(({ message }) => message).join('\n'));
  return read.value.faults;
}

const plansSchema = z.strictObject({ faults: z.array(planSchema) });

/** A status instead of a fault's name. */
function renamed(plan: unknown): unknown {
  if (typeof plan !== 'object' || plan === null || !('fault' in plan)) return plan;
  return { ...plan, fault: findFaultKind(String(plan.fault))?.id ?? plan.fault };
}

/**
 * Reads a plan from one line, as flags and headers write it: `cut;after=5;first=2`.
 * Several numbers of `nth` are joined by a plus sign. What is no plan is left for the schema to refuse.
 */
export function planFromText(text: string): Record<string, unknown> {
  const [word = '', ...members] = text.split(';').map((piece) => piece.trim());
  const written = members
    .filter((member) => member !== '')
    .map((member) => {
      const at = member.indexOf('=');
      return at < 0 ? [member, true] : [member.slice(0, at).trim(), wordOf(member.slice(at + 1).trim())];
    });
  return { ...Object.fromEntries(written), fault: findFaultKind(word)?.id ?? word };
}

function wordOf(text: string): unknown {
  if (/^\d+(?:\+\d+)+$/.test(text)) return text.split('+').map(Number);
  if (text === 'true' || text === 'false') return text === 'true';
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}
