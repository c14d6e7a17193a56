import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Emulator } from '../../server';
import { type Answer, type Sent, send } from './http';
import { readSse } from './sse';
import { NOW, still } from './start';

/** A request that goes before another one, or milliseconds of the clock. */
type Step = Sent | { readonly advance: number };

/** One scenario: what is sent, what must come back, and which rules it shows. */
export interface Case {
  readonly title: string;
  /** Ids of the rules that the reply shows to hold, as `surface/rule`. */
  readonly covers: readonly string[];
  readonly source?: { readonly grade: string; readonly ref: string };
  readonly service?: string;
  /** Levels of rules that differ from the service's. */
  readonly rules?: Readonly<Record<string, 'error' | 'warn' | 'off'>>;
  /** What comes before: requests that succeed, and how far the clock goes on in between. `<0.id>` stands for what the answer to the first holds there. */
  readonly before?: readonly Step[];
  readonly send: Sent;
  readonly expect: Expectation;
  /**
   * JSON merge patch (RFC 7396) over `send`, and over `before` under that name: the nearest request that the service
   * takes. Numbers as keys patch places of a list.
   */
  readonly passes?: unknown;
}

/** Does a reply refuse, or tell of a batch that its provider refuses later? */
export const refuses = (status: number, body: unknown): boolean =>
  status >= 400 || (isObject(body) && body['status'] === 'failed');

interface Expectation {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The body byte for byte. */
  readonly text?: string;
  readonly frames?: readonly unknown[];
}

/** The folder of all case files. */
export const CASES = join(__dirname, '..', 'cases');

/** Every case file below a folder, by its path. */
export function caseFiles(folder: string = CASES): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== BASES)
    .sort()
    .map((name) => join(folder, name));
}

/** The file of requests that case files name as their `base`. */
const BASES = 'bases.yaml';

const basesRead = new Map<string, Readonly<Record<string, unknown>>>();

/** The base requests beside a case file; replay reads cases from outside of this folder. */
function basesFor(file: string): Readonly<Record<string, unknown>> {
  const path = join(file.slice(0, file.lastIndexOf('cases') + 'cases'.length), BASES);
  const known = basesRead.get(path) ?? (parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>);
  basesRead.set(path, known);
  return known;
}

/** Reads one case file. With a `base` its `send` is a JSON merge patch over the request of that name. */
export function readCase(file: string): Case {
  const { base, ...scenario } = parse(readFileSync(file, 'utf8')) as Case & { readonly base?: string };
  if (base === undefined) return unrolled(scenario) as Case;
  const request = basesFor(file)[base];
  if (request === undefined) throw new Error(`${file}: no base request is named ${JSON.stringify(base)} in ${BASES}`);
  return unrolled({ ...scenario, send: mergePatch(request, scenario.send ?? {}) }) as Case;
}

/** `{ repeat: X, times: N }` stands for a text said N times, or for an array of N like items. */
function unrolled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unrolled);
  if (!isObject(value)) return value;
  const { repeat, times, ...rest } = value;
  if (typeof times === 'number' && repeat !== undefined && Object.keys(rest).length === 0)
    return typeof repeat === 'string' ? repeat.repeat(times) : Array.from({ length: times }, () => unrolled(repeat));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unrolled(member)]));
}

/** Sends a case's request to an emulator without any state and holds the reply against what is expected. */
export async function runCase(scenario: Case): Promise<void> {
  const { before = [], service = 'gateway', rules = {} } = scenario;
  const moves = before.some((step) => 'advance' in step);
  const emulator = await still({
    service,
    rules,
    allowHost: ['gate.test'],
    ...(moves ? { clock: { stepped: NOW } } : {}),
  });
  await runAgainst(emulator, scenario);
}

async function runAgainst(emulator: Emulator, scenario: Case): Promise<void> {
  const { before = [], send: sent, expect: wanted, passes } = scenario;
  const { answer, told } = await sendAll(emulator, before, sent);
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: wanted.status });
  for (const [name, value] of Object.entries(wanted.headers ?? {})) {
    expect({ [name]: answer.headers[name] }).toEqual({ [name]: pattern(value) });
  }
  if (wanted.body !== undefined) expect(bodyOf(answer)).toEqual(pattern(filled(wanted.body, told)));
  if (wanted.text !== undefined) expect(answer.text).toEqual(pattern(filled(wanted.text, told)));
  if (wanted.frames !== undefined) expectFrames(readSse(answer.text), filled(wanted.frames, told));
  if (passes === undefined) return;
  const { before: prepared, ...patched } = mergePatch({ ...sent, before }, passes) as Sent & { before: Step[] };
  const { answer: mended } = await sendAll(emulator, prepared, patched);
  expect({ passes: !refuses(mended.status, bodyOf(mended)), text: mended.text }).toMatchObject({ passes: true });
}

/** Takes the steps that come before, then sends a request; tells what all were answered. */
async function sendAll(emulator: Emulator, before: readonly Step[], last: Sent) {
  const told: unknown[] = [];
  for (const step of before) {
    if ('advance' in step) await emulator.clock.advance(step.advance);
    else told.push(contentOf(await send(emulator, filled(step, told))));
  }
  return { answer: await send(emulator, filled(last, told)), told };
}

/** The body of an answer that is no refusal, or its frames. */
function contentOf(answer: Answer): unknown {
  expect({ before: answer.status < 400, text: answer.text }).toMatchObject({ before: true });
  return answer.text.startsWith('event: ') ? readSse(answer.text) : bodyOf(answer);
}

/** Puts what earlier answers told in the place of `<0.id>` and its like. */
export function filled<T>(value: T, told: readonly unknown[]): T {
  if (told.length === 0) return value;
  const textOf = (_: string, path: string): string =>
    path.split('.').reduce((inner: unknown, key) => (inner as Record<string, unknown>)[key], told) as string;
  return JSON.parse(JSON.stringify(value).replaceAll(/<(\d+(?:\.\w+)+)>/g, textOf)) as T;
}

/** Applies a JSON merge patch: null removes a member, objects are merged, all else takes the old one's place. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  if (Array.isArray(target)) return target.map((item, at) => (at in patch ? mergePatch(item, patch[at]) : item));
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bodyOf = ({ text }: Answer): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** A case's expectation as jest's: objects are subsets, `/re/` strings match, the rest is equal. */
function pattern(wanted: unknown): unknown {
  if (typeof wanted === 'string') {
    const expression = /^\/(.+)\/([a-z]*)$/s.exec(wanted);
    return expression ? expect.stringMatching(new RegExp(expression[1] ?? '', expression[2])) : wanted;
  }
  if (Array.isArray(wanted)) return wanted.map(pattern);
  if (typeof wanted !== 'object' || wanted === null) return wanted;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, pattern(value)])),
  );
}

/** Frames in order; `...` passes over any number of them. */
function expectFrames(frames: readonly unknown[], wanted: readonly unknown[]): void {
  let at = 0;
  let skipping = false;
  for (const [index, each] of wanted.entries()) {
    if (each === '...') {
      skipping = true;
      continue;
    }
    const shape = pattern(each === '[DONE]' ? { data: '[DONE]' } : each);
    if (skipping) at = nextMatch(frames, at, { shape, wanted: each, index });
    expect(frames[at]).toEqual(shape);
    at += 1;
    skipping = false;
  }
  if (!skipping) expect(frames.slice(at)).toEqual([]);
}

function nextMatch(
  frames: readonly unknown[],
  from: number,
  { shape, wanted, index }: { shape: unknown; wanted: unknown; index: number },
): number {
  const found = frames.findIndex((frame, place) => place >= from && matches(frame, shape));
  if (found < 0)
    throw new Error(
      `no frame like no. ${index}, ${JSON.stringify(wanted)}, in\n${frames.map((f) => JSON.stringify(f)).join('\n')}`,
    );
  return found;
}

function matches(frame: unknown, shape: unknown): boolean {
  try {
    expect(frame).toEqual(shape);
    return true;
  } catch {
    return false;
  }
}
