import { observed, rule, rules } from '../../../../contract';
import { type LoadedObjects, parseJson } from '../../../../core';
import { allItems, historyOf, inputItems } from '../history';
import { type InputItemOf, isMessage, isModelMade, isToolOutput, itemsOf } from '../items';
import { callableTools } from '../offered-tools';
import type { ResponsesBody } from '../schema';
import type { InputItem } from '../schema/input-items';
import type { FunctionTool } from '../schema/tools';
import { precedingReasoning } from '../stored-response';
import { idsOf, inItems } from './findings';

/** Calls of one kind that no output answers. */
function unansweredCalls(body: ResponsesBody, stored: LoadedObjects, kind: 'function_call' | 'custom_tool_call') {
  const items = allItems(body, stored);
  const answered = new Set(items.flatMap((item) => (isToolOutput(item) ? [item.call_id] : [])));
  return items.flatMap((item) => {
    if (item.type !== kind) return [];
    const { call_id: id } = item as InputItemOf<'function_call'>;
    return answered.has(id) ? [] : [{ facts: { id } }];
  });
}

/** Outputs whose call must be there, and how a sentence calls them. */
const OUTPUT_KINDS = {
  function_call_output: 'function call',
  custom_tool_call_output: 'custom tool call',
  shell_call_output: 'shell call',
} as const;

/** What an output may answer; a client may answer its own search of tools in words (recorded with gpt-5.6). */
const CALLS: ReadonlySet<InputItem['type']> = new Set([
  'function_call',
  'custom_tool_call',
  'shell_call',
  'tool_search_call',
]);

const functionsOf = (tools: readonly { readonly type: string }[]): readonly FunctionTool[] =>
  tools.flatMap((tool) => (tool.type === 'function' ? [tool as FunctionTool] : []));

const namesOf = (tools: readonly { readonly type: string }[]): ReadonlySet<string> =>
  new Set(functionsOf(tools).map(({ name }) => name));

/** May an item stand after stored reasoning? A message that bears no id is not the one that was stored with it (two reports). */
function isFollowing(next: InputItem | undefined, { store }: ResponsesBody): boolean {
  if (next === undefined || !isModelMade(next)) return false;
  return !isMessage(next) || next.id != null || store === false;
}

/** Rules about items that belong together: calls, their outputs and functions, and reasoning. */
export const pairingRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'call-without-output',
    says: 'No tool output found for function call call_1.',
    source: observed('github/copilot-cli issue 4572, documentation of pydantic-ai'),
    path: ['input'],
    check: (body, { stored }) => unansweredCalls(body, stored, 'function_call'),
    error: ({ facts: { id } }) => `No tool output found for function call ${id}.`,
  }),
  rule({
    id: 'custom-call-without-output',
    says: 'No tool output found for custom tool call call_1.',
    source: observed('public code index'),
    path: ['input'],
    check: (body, { stored }) => unansweredCalls(body, stored, 'custom_tool_call'),
    error: ({ facts: { id } }) => `No tool output found for custom tool call ${id}.`,
  }),
  rule({
    id: 'output-without-call',
    says: 'No tool call found for function call output with call_id call_1.',
    source: observed('microsoft/vscode issue 320060, continuedev/continue issue 10092'),
    path: ['input'],
    // The call may stand in the input or in what was said before.
    check: (body, { stored }) => {
      const called = new Set(
        allItems(body, stored).flatMap((item) =>
          item.type !== undefined && CALLS.has(item.type) && 'call_id' in item && item.call_id != null
            ? [item.call_id]
            : [],
        ),
      );
      return inItems(
        body,
        (item) =>
          (isToolOutput(item) || item.type === 'shell_call_output') &&
          !called.has(item.call_id) && { facts: { id: item.call_id, kind: OUTPUT_KINDS[item.type] } },
      );
    },
    error: ({ facts: { id, kind } }) => `No tool call found for ${kind} output with call_id ${id}.`,
  }),
  rule({
    id: 'reasoning-without-following',
    says: "Item 'rs_1' of type 'reasoning' was provided without its required following item.",
    source: observed('pydantic-ai cassette of a modified history, openai/openai-node issue 1567'),
    when: ({ reasoning }) => reasoning === 'hidden',
    path: ['input'],
    check: (body, { stored }) => {
      const items = inputItems(body, stored);
      return items.flatMap((item, at) => {
        if (item.type !== 'reasoning' || item.id == null || isFollowing(items[at + 1], body)) return [];
        return [{ facts: { id: item.id } }];
      });
    },
    error: ({ facts: { id } }) => `Item '${id}' of type 'reasoning' was provided without its required following item.`,
  }),
  rule({
    id: 'item-without-reasoning',
    says: "Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.",
    source: observed('microsoft/agent-framework, mastra-ai/mastra issue 9005 and other public reports'),
    when: ({ reasoning }) => reasoning === 'hidden',
    path: ['input'],
    // Which reasoning led to an item is known of stored ones only.
    check: (body, { stored }) => {
      const seen = new Set(idsOf(historyOf(body, stored)));
      return inputItems(body, stored).flatMap((item) => {
        const { id } = item;
        // Reasoning that lost its id may be any.
        if (item.type === 'reasoning' && id == null) seen.add('any');
        if (id == null) return [];
        seen.add(id);
        const leader = precedingReasoning(id, stored);
        if (leader === undefined || item.type === 'reasoning' || seen.has(leader) || seen.has('any')) return [];
        return [{ facts: { id, type: item.type ?? 'message', leader } }];
      });
    },
    error: ({ facts: { id, type, leader } }) =>
      `Item '${id}' of type '${type}' was provided without its required 'reasoning' item: '${leader}'.`,
  }),
  rule({
    id: 'call-namespace-missing',
    says: "Missing namespace for function_call 'create_widget'. It does not exist in the default namespace.",
    source: observed('vercel/ai, recorded refusal of a history without namespaces'),
    check: (body, { stored }) => {
      const tools = callableTools(body, stored);
      const plain = namesOf(tools);
      const inNamespaces = namesOf(tools.flatMap((tool) => (tool.type === 'namespace' ? tool.tools : [])));
      return inItems(
        body,
        (item, at) =>
          item.type === 'function_call' &&
          item.namespace == null &&
          !plain.has(item.name) &&
          inNamespaces.has(item.name) && { path: ['input', at, 'namespace'], facts: { value: item.name } },
      );
    },
    error: ({ facts: { value } }) =>
      `Missing namespace for function_call '${value}'. It does not exist in the default namespace. Round-trip the model's function_call item with its namespace field included.`,
  }),
  rule({
    id: 'output-not-json',
    says: 'Invalid function_call_output.output: expected a JSON string because the function declares output_schema.',
    source: observed('vercel/ai, recorded refusal of an output in words'),
    path: ['input'],
    check: (body, { stored }) => {
      const typed = new Set(
        functionsOf(callableTools(body, stored)).flatMap(({ name, output_schema }) =>
          output_schema == null ? [] : [name],
        ),
      );
      if (typed.size === 0) return undefined;
      const called = new Map(
        allItems(body, stored).flatMap((item) =>
          item.type === 'function_call' ? [[item.call_id, item.name] as const] : [],
        ),
      );
      return itemsOf(body).some(
        (item) =>
          item.type === 'function_call_output' &&
          typed.has(called.get(item.call_id) ?? '') &&
          (typeof item.output !== 'string' || parseJson(item.output) === undefined),
      );
    },
    error: {
      message:
        'Invalid function_call_output.output: expected a JSON string because the function declares output_schema.',
      code: 'invalid_value',
    },
  }),
]);
