import {
  eventsIn,
  isJsonObject,
  listOrEmpty,
  memberAt,
  type ParsedReply,
  type Part,
  parseJson,
  type StopReason,
  textOrEmpty,
} from '../../../core';

const stops: Readonly<Record<string, StopReason>> = {
  stop: 'end',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** Reads a completion, or its chunks, as a client does. */
export function parseReply(text: string): ParsedReply | undefined {
  const whole = parseJson(text);
  if (isJsonObject(whole))
    return replyOf(memberAt(whole, 'choices', 0, 'message'), memberAt(whole, 'choices', 0, 'finish_reason'));
  const choices = eventsIn(text).flatMap((chunk) =>
    listOrEmpty(chunk['choices']).filter((one) => memberAt(one, 'index') === 0),
  );
  if (choices.length === 0) return undefined;
  const finish = choices.map((choice) => memberAt(choice, 'finish_reason')).findLast((reason) => reason != null);
  return replyOf(messageOf(choices.map((choice) => memberAt(choice, 'delta'))), finish);
}

function replyOf(message: unknown, finish: unknown): ParsedReply | undefined {
  if (!isJsonObject(message)) return undefined;
  const legacy = message['function_call'];
  const calls = [...listOrEmpty(message['tool_calls']).map(callOf), ...(isJsonObject(legacy) ? [callOf(legacy)] : [])];
  const said = [
    { type: 'reasoning', text: textOrEmpty(message['reasoning_content']) } as const,
    { type: 'text', text: textOrEmpty(message['content']) } as const,
    { type: 'refusal', text: textOrEmpty(message['refusal']) } as const,
  ].filter((part) => part.text !== '');
  return { parts: [...said, ...calls], stop: stops[textOrEmpty(finish)] };
}

/** A call of tools, or the one that the deprecated functions know. */
function callOf(call: unknown): Part {
  const custom = memberAt(call, 'custom');
  const made = custom ?? memberAt(call, 'function') ?? call;
  const id = memberAt(call, 'id');
  return {
    type: 'tool-call',
    kind: custom === undefined ? 'function' : 'custom',
    name: textOrEmpty(memberAt(made, 'name')),
    input: textOrEmpty(memberAt(made, custom === undefined ? 'arguments' : 'input')),
    ...(typeof id === 'string' ? { id } : {}),
  };
}

const joined = (deltas: readonly unknown[], ...path: readonly (string | number)[]): string =>
  deltas.map((delta) => textOrEmpty(memberAt(delta, ...path))).join('');

/** The message that deltas add up to. */
function messageOf(deltas: readonly unknown[]) {
  const pieces = deltas.flatMap((delta) => listOrEmpty(memberAt(delta, 'tool_calls')));
  const places = [...new Set(pieces.map((piece) => memberAt(piece, 'index')))];
  const calls = places.map((place) => wholeCall(pieces.filter((piece) => memberAt(piece, 'index') === place)));
  const isLegacy = deltas.some((delta) => isJsonObject(memberAt(delta, 'function_call')));
  return {
    ...Object.fromEntries(['reasoning_content', 'content', 'refusal'].map((key) => [key, joined(deltas, key)])),
    tool_calls: calls,
    ...(isLegacy ? { function_call: named(deltas, 'function_call', 'arguments') } : {}),
  };
}

/** The pieces of one call. */
function wholeCall(pieces: readonly unknown[]) {
  const [first] = pieces;
  return memberAt(first, 'type') === 'custom'
    ? { id: memberAt(first, 'id'), custom: named(pieces, 'custom', 'input') }
    : { id: memberAt(first, 'id'), function: named(pieces, 'function', 'arguments') };
}

const named = (pieces: readonly unknown[], kind: string, words: string) => ({
  name: joined(pieces, kind, 'name'),
  [words]: joined(pieces, kind, words),
});
