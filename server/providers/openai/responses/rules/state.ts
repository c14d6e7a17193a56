import { rulesFor } from '../../../../contract';
import { conversationOf } from '../history';
import { MOVED_PARAMETERS } from '../issue-overrides';
import { isFakeEncryptedContent } from '../item-ids';
import { itemsOf } from '../items';
import type { ResponsesBody } from '../schema';
import { CONVERSATION, findResponse, itemsOfConversation } from '../stored-response';
import {
  danglingReasoning,
  duplicateIds,
  itemsWithoutReasoning,
  missingReferences,
  orphanedOutputs,
  unansweredCalls,
} from './item-order';
import { inferred, LIVE, reported } from './sources';

type ToolChoiceObject = Exclude<ResponsesBody['tool_choice'], null | undefined | string>;

/** Names that differ between a choice and the tools that it may mean. */
const FAMILIES: Readonly<Record<string, string>> = {
  web_search_2025_08_26: 'web_search',
  web_search_preview: 'web_search',
  web_search_preview_2025_03_11: 'web_search',
  computer_use: 'computer',
  computer_use_preview: 'computer',
};

const familyOf = (type: string): string => FAMILIES[type] ?? type;

/** A choice of one tool, or one of the tools that a choice allows. */
interface ChosenTool {
  readonly type: string;
  readonly name?: unknown;
  readonly server_label?: unknown;
}

const isOffered = (chosen: ChosenTool, { tools }: ResponsesBody): boolean =>
  (tools ?? []).some((tool) => {
    if (familyOf(tool.type) !== familyOf(chosen.type)) return false;
    if (tool.type === 'function' || tool.type === 'custom') return tool.name === chosen.name;
    return tool.type !== 'mcp' || tool.server_label === chosen.server_label;
  });

/** What a choice names and the request does not offer. Allowed functions may stand in namespaces: they are not looked for. */
function notOffered(choice: ToolChoiceObject, body: ResponsesBody): ChosenTool | undefined {
  if (choice.type !== 'allowed_tools') return isOffered(choice, body) ? undefined : choice;
  return (choice.tools ?? []).find(({ type, ...rest }) => !NAMED.has(type) && !isOffered({ type, ...rest }, body));
}

const NAMED: ReadonlySet<string> = new Set(['function', 'custom', 'namespace']);

/** Rules about parameters that exclude or need each other, about what is stored, and about the pairing of items. */
export const stateRules = rulesFor<ResponsesBody>()([
  {
    id: 'moved-parameter',
    says: "Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. …",
    source: LIVE,
    // The shape refuses unknown keys and these with them; this holds where a service lets unknown keys pass.
    check: (body) =>
      Object.keys(body).flatMap((key) => {
        const to = MOVED_PARAMETERS.get(key);
        return to === undefined ? [] : [{ path: [key], facts: { value: key, to } }];
      }),
  },
  {
    id: 'previous-and-conversation',
    says: "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'pre..._id' or 'conversation'.",
    source: LIVE,
    check: ({ previous_response_id: previous, conversation }) =>
      previous != null && conversation != null ? [{ path: [] }] : [],
  },
  {
    id: 'conversation-not-found',
    says: "Conversation with id 'conv_x' not found.",
    source: LIVE,
    check: (body, _profile, { loaded }) => {
      const id = conversationOf(body);
      if (id === undefined || loaded.get(CONVERSATION, id) !== undefined) return [];
      return [{ path: ['conversation'], facts: { id } }];
    },
  },
  {
    id: 'conversation-locked',
    says: 'Another process is currently operating on this conversation. Please retry in a few seconds.',
    source: reported('paulgmiller/careme issue 379; that a response in the background locks it is inferred'),
    check: (body, _profile, { loaded }) => {
      const id = conversationOf(body);
      if (id === undefined) return [];
      const isLocked = itemsOfConversation(id, loaded).some(({ from }) => from > loaded.at);
      return isLocked ? [{ path: ['conversation'] }] : [];
    },
  },
  {
    id: 'prompt-not-found',
    says: "Prompt with id 'pmpt_x' not found.",
    source: LIVE,
    check: ({ prompt }) => (prompt == null ? [] : [{ path: ['prompt'], facts: { id: prompt.id } }]),
  },
  {
    id: 'previous-response-not-found',
    says: "Previous response with id 'resp_x' not found.",
    source: LIVE,
    check: ({ previous_response_id: id }, _profile, { loaded }) =>
      id == null || findResponse(id, loaded) !== undefined ? [] : [{ path: ['previous_response_id'], facts: { id } }],
  },
  {
    id: 'duplicate-item-id',
    says: 'Duplicate item found with id msg_1. Remove duplicate items from your input and try again.',
    source: reported('github/copilot-cli issue 3560 and the public code index'),
    check: (body, _profile, { loaded }) => duplicateIds({ body, loaded: loaded }),
  },
  {
    id: 'item-not-found',
    says: "Item with id 'rs_abc' not found.",
    source: LIVE,
    check: (body, _profile, { loaded }) =>
      missingReferences({ body, loaded: loaded }).map((id) => ({
        path: ['input'],
        facts: { id, stored: body.store !== false },
      })),
  },
  {
    id: 'encrypted-content-missing',
    says: 'Where nothing is stored, reasoning comes back with its encrypted content.',
    source: reported('public code index, 2026-08'),
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body) =>
      itemsOf(body).flatMap((item, at) =>
        body.store === false && item.type === 'reasoning' && item.encrypted_content == null
          ? [{ path: ['input', at, 'encrypted_content'] }]
          : [],
      ),
  },
  {
    id: 'encrypted-content-invalid',
    says: 'The encrypted content for item rs_1 could not be verified. Reason: Encrypted content could not be decrypted or parsed.',
    source: reported('public code index'),
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body) =>
      itemsOf(body).flatMap((item) =>
        item.type === 'reasoning' && item.encrypted_content != null && !isFakeEncryptedContent(item.encrypted_content)
          ? [{ path: ['input'], facts: { id: item.id ?? '' } }]
          : [],
      ),
  },
  {
    id: 'compaction-trigger-not-last',
    says: 'compaction_trigger must be the final input item.',
    source: inferred('openai-openapi, CompactionTriggerItemParam'),
    check: (body) =>
      itemsOf(body)
        .slice(0, -1)
        .flatMap(({ type }) => (type === 'compaction_trigger' ? [{ path: ['input'] }] : [])),
  },
  {
    id: 'background-without-store',
    says: "Background responses require 'store' to be true.",
    source: inferred('public code index: background requires store'),
    check: ({ background, store }) => (background === true && store === false ? [{ path: ['background'] }] : []),
  },
  {
    id: 'stream-options-without-stream',
    says: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
    source: reported('public code index, live 2026'),
    check: ({ stream, stream_options: options }) =>
      options != null && stream !== true ? [{ path: ['stream_options'] }] : [],
  },
  {
    id: 'tool-choice-not-found',
    says: "Tool choice 'function' not found in 'tools' parameter.",
    source: reported('public code index'),
    check: (body) => {
      const { tool_choice: choice } = body;
      if (choice == null || typeof choice === 'string') return [];
      const missing = notOffered(choice, body);
      return missing === undefined ? [] : [{ path: ['tool_choice'], facts: { value: missing.type } }];
    },
  },
  {
    id: 'tool-choice-without-tools',
    says: "Tool choice 'required' must be specified with 'tools' parameter.",
    source: inferred('ports of the same checks in gateways'),
    check: ({ tool_choice: choice, tools }) =>
      choice === 'required' && (tools ?? []).length === 0 ? [{ path: ['tool_choice'] }] : [],
  },
  {
    id: 'mcp-duplicate-label',
    says: 'Duplicate MCP server_label found: a. Please provide a unique label for each MCP server.',
    source: inferred('reports of 2025'),
    check: ({ tools }) => {
      const labels = (tools ?? []).flatMap((tool) => (tool.type === 'mcp' ? [tool.server_label] : []));
      const twice = labels.find((label, at) => labels.indexOf(label) !== at);
      return twice === undefined ? [] : [{ path: ['tools'], facts: { value: twice } }];
    },
  },
  {
    id: 'input-empty',
    says: 'One of "input" or "previous_response_id" or \'prompt\' or \'conversation\' must be provided.',
    source: LIVE,
    check: ({ input, previous_response_id: previous, prompt, conversation }) =>
      (input ?? '').length === 0 && previous == null && prompt == null && conversation == null ? [{ path: [] }] : [],
  },
  {
    id: 'call-without-output',
    says: 'No tool output found for function call call_1.',
    source: reported('github/copilot-cli issue 4572, documentation of pydantic-ai'),
    check: (body, _profile, { loaded }) => unansweredCalls({ body, loaded: loaded }, 'function_call'),
  },
  {
    id: 'custom-call-without-output',
    says: 'No tool output found for custom tool call call_1.',
    source: reported('public code index'),
    check: (body, _profile, { loaded }) => unansweredCalls({ body, loaded: loaded }, 'custom_tool_call'),
  },
  {
    id: 'output-without-call',
    says: 'No tool call found for function call output with call_id call_1.',
    source: reported('microsoft/vscode issue 320060, continuedev/continue issue 10092'),
    check: (body, _profile, { loaded }) => orphanedOutputs({ body, loaded: loaded }),
  },
  {
    id: 'reasoning-without-following',
    says: "Item 'rs_1' of type 'reasoning' was provided without its required following item.",
    source: reported('pydantic-ai cassette of a modified history'),
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body, _profile, { loaded }) => danglingReasoning({ body, loaded: loaded }),
  },
  {
    id: 'item-without-reasoning',
    says: "Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.",
    source: reported('microsoft/agent-framework, mastra-ai/mastra issue 9005 and other public reports'),
    when: ({ reasoning }) => reasoning === 'hidden',
    // Which reasoning led to an item is known of stored ones only.
    check: (body, _profile, { loaded }) => itemsWithoutReasoning({ body, loaded: loaded }),
  },
]);
