import { rulesFor } from '../../../../contract';
import { parseJson } from '../../../../core';
import { allItems } from '../history';
import { itemsOf } from '../items';
import type { ResponsesBody } from '../schema';
import type { FunctionTool, RequestTool } from '../schema/tools';
import { reported } from './sources';

/** All tools that a request offers, also those that items of its input bring. */
function offered(body: ResponsesBody): readonly RequestTool[] {
  const brought = itemsOf(body).flatMap((item) =>
    item.type === 'additional_tools' || item.type === 'tool_search_output' ? item.tools : [],
  );
  return [...(body.tools ?? []), ...brought];
}

const functionsOf = (tools: readonly { readonly type: string }[]): readonly FunctionTool[] =>
  tools.flatMap((tool) => (tool.type === 'function' ? [tool as FunctionTool] : []));

const namesOf = (tools: readonly { readonly type: string }[]): ReadonlySet<string> =>
  new Set(functionsOf(tools).map(({ name }) => name));

const isJson = (text: string): boolean => parseJson(text) !== undefined;

/** Rules about calls of functions and the functions that they call. */
export const callRules = rulesFor<ResponsesBody>()([
  {
    id: 'call-namespace-missing',
    says: "Missing namespace for function_call 'create_widget'. It does not exist in the default namespace.",
    source: reported('vercel/ai, recorded refusal of a history without namespaces'),
    check(body) {
      const tools = offered(body);
      const plain = namesOf(tools);
      const inNamespaces = namesOf(tools.flatMap((tool) => (tool.type === 'namespace' ? tool.tools : [])));
      return itemsOf(body).flatMap((item, at) => {
        if (item.type !== 'function_call' || item.namespace != null) return [];
        if (plain.has(item.name) || !inNamespaces.has(item.name)) return [];
        return [{ path: ['input', at, 'namespace'], facts: { value: item.name } }];
      });
    },
  },
  {
    id: 'output-not-json',
    says: 'Invalid function_call_output.output: expected a JSON string because the function declares output_schema.',
    source: reported('vercel/ai, recorded refusal of an output in words'),
    check(body, _profile, { loaded }) {
      const typed = new Set(
        functionsOf(offered(body)).flatMap(({ name, output_schema }) => (output_schema == null ? [] : [name])),
      );
      if (typed.size === 0) return [];
      const called = new Map(
        allItems(body, loaded).flatMap((item) =>
          item.type === 'function_call' ? [[item.call_id, item.name] as const] : [],
        ),
      );
      return itemsOf(body).flatMap((item) => {
        if (item.type !== 'function_call_output' || !typed.has(called.get(item.call_id) ?? '')) return [];
        return typeof item.output === 'string' && isJson(item.output) ? [] : [{ path: ['input'] }];
      });
    },
  },
]);
