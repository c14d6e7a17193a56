import { isJsonObject, type Json, jsonIn, type Profile, type Prompt, type ToolSpec } from '../core';
import { offeredTools } from '../matching';
import { type Fixture, type FixturePart, inputOf, partsOf } from './fixture';
import { type Grammar, readLark } from './grammars/lark-read';
import { takesLark } from './grammars/lark-take';
import { BadGrammar } from './grammars/lark-tokens';
import { createPatternReader, wholePattern } from './patterns/read';
import { complaintAbout } from './schema/complaint';
import { mustCall } from './tools';

/** What is done with a reply that the request does not allow. */
export type FitLevel = 'error' | 'warn' | 'off';

/** One way in which a reply does not fit. */
export interface Misfit {
  /** Id of the row. */
  readonly rule: string;
  readonly sentence: string;
}

/** What a reply is held against. */
export interface Asked {
  readonly prompt: Prompt;
  /** Undefined where nothing is known of the model. */
  readonly profile?: Profile | undefined;
}

type Call = Extract<FixturePart, { readonly call: unknown }>['call'];

interface Said {
  readonly parts: readonly FixturePart[];
  readonly calls: readonly Call[];
}

interface Row {
  readonly id: string;
  /** What a reply may not do. */
  readonly says: string;
  /** May a reply that is meant to be cut short do it? */
  readonly unlessCut?: true;
  fault(said: Said, asked: Asked): string | undefined;
}

const patterns = createPatternReader();

/** All that is held against a request, in the order in which it is told. */
export const FIT_ROWS: readonly Row[] = [
  {
    id: 'call-forbidden',
    says: 'A reply calls no tool where the request forbids calls.',
    fault: ({ calls }, { prompt }) =>
      calls.length > 0 && prompt.tools.length > 0 && prompt.toolChoice.type === 'none'
        ? 'the request forbids tool calls and the reply has one.'
        : undefined,
  },
  {
    id: 'tool-not-offered',
    says: 'A reply calls only tools that the request offers, and of those only the ones that its tool choice allows.',
    fault({ calls }, { prompt }) {
      const offered = offeredTools(prompt).map(({ name }) => name);
      const stranger = calls.find(({ name }) => !offered.includes(name));
      if (stranger === undefined) return undefined;
      const known = offered.length === 0 ? 'none' : offered.join(', ');
      return `it calls ${JSON.stringify(stranger.name)}, which the request does not offer; on offer: ${known}.`;
    },
  },
  {
    id: 'call-missing',
    says: 'A reply calls a tool where the request requires it.',
    unlessCut: true,
    fault: ({ calls }, { prompt }) =>
      mustCall(prompt) && calls.length === 0 ? 'the request requires a tool call and the reply has none.' : undefined,
  },
  {
    id: 'one-call',
    says: 'A reply calls one tool at most where calls may not be parallel.',
    fault: ({ calls }, { prompt }) =>
      calls.length > 1 && !prompt.parallelTools
        ? `the request wants one call at a time and the reply has ${calls.length}.`
        : undefined,
  },
  {
    id: 'arguments',
    says: 'The arguments of a call keep the schema of its tool.',
    unlessCut: true,
    fault: ({ calls }, { prompt }) =>
      calls.map((call) => argumentsFault(call, prompt)).find((fault) => fault !== undefined),
  },
  {
    id: 'form',
    says: 'A reply is JSON, and keeps the schema, where the request wants it so.',
    unlessCut: true,
    fault: ({ parts, calls }, { prompt: { output } }) => {
      if (output.type === 'text' || calls.length > 0) return undefined;
      const value = jsonIn(parts.map((part) => ('text' in part ? part.text : '')).join(''));
      if (value === undefined || typeof value !== 'object')
        return 'the request wants JSON and the reply is plain text.';
      const complaint = output.type === 'json-schema' ? complaintAbout(output.schema, value) : undefined;
      return complaint === undefined ? undefined : `the reply breaks the schema that the request sets: ${complaint}.`;
    },
  },
  {
    id: 'reasoning',
    says: 'Only a model that reasons shows reasoning.',
    fault: ({ parts }, { profile }) =>
      profile?.reasoning === 'none' && parts.some((part) => 'reasoning' in part)
        ? `the reply has reasoning and ${profile.id} is a model that has none.`
        : undefined,
  },
];

/** Ways in which a fixture's reply does not fit the request; none where it says itself that it is meant so. */
export function misfits({ reply }: Fixture, asked: Asked): readonly Misfit[] {
  const parts = partsOf(reply);
  if (typeof reply !== 'string' && reply.anyway === true) return [];
  // A reply that leaves the words to the generator, or is none of the house's, has nothing to be held against.
  if (parts.length === 0 || parts.some((part) => 'refusal' in part)) return [];
  const isCut = typeof reply !== 'string' && reply.stop !== undefined && !WHOLE.has(reply.stop);
  const said: Said = { parts, calls: parts.flatMap((part) => ('call' in part ? [part.call] : [])) };
  return FIT_ROWS.flatMap((row) => {
    const sentence = isCut && row.unlessCut === true ? undefined : row.fault(said, asked);
    return sentence === undefined ? [] : [{ rule: row.id, sentence }];
  });
}

/** Replies that stop for these reasons are whole. */
const WHOLE: ReadonlySet<string> = new Set(['end', 'tool-calls']);

function argumentsFault({ name, arguments: given }: Call, { tools }: Prompt): string | undefined {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) return undefined;
  if (tool.kind === 'custom') return inputFault(name, inputOf(given), tool);
  const value = typeof given === 'string' ? jsonIn(given) : given;
  if (!isJsonObject(value)) return `the arguments for ${JSON.stringify(name)} are no JSON object.`;
  const complaint = complaintAbout(tool.schema ?? {}, value as Json);
  return complaint === undefined
    ? undefined
    : `the arguments for ${JSON.stringify(name)} break its schema: ${complaint}.`;
}

/** Why a custom tool's input breaks its grammar; a grammar that is none cannot be held against anything. */
function inputFault(name: string, input: string, { grammar }: ToolSpec): string | undefined {
  const broken = grammar === undefined ? undefined : breaks[grammar.syntax](grammar.definition, input);
  return broken === undefined ? undefined : `the input for ${JSON.stringify(name)} ${broken}.`;
}

const breaks: {
  readonly [Syntax in NonNullable<ToolSpec['grammar']>['syntax']]: (form: string, input: string) => string | undefined;
} = {
  regex: (form, input) =>
    wholePattern(patterns, form)?.test(input) === false ? `does not match /${form}/` : undefined,
  lark(form, input) {
    const grammar = readable(form);
    const taken = grammar === undefined ? undefined : takesLark(grammar, input, patterns);
    if (taken === undefined || taken.takes) return undefined;
    const kept = [...input].slice(0, taken.upTo).join('');
    return `breaks its Lark grammar ${kept === '' ? 'at its beginning' : `after ${JSON.stringify(kept)}`}`;
  },
};

function readable(form: string): Grammar | undefined {
  try {
    return readLark(form);
  } catch (thrown) {
    if (thrown instanceof BadGrammar) return undefined;
    throw thrown;
  }
}
