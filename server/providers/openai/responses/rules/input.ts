import { rulesFor } from '../../../../contract';
import { PREFIXES } from '../item-ids';
import { isMessage, itemsOf } from '../items';
import type { ResponsesBody } from '../schema';
import type { InputContentPart } from '../schema/content-parts';
import { MULTI_AGENT } from '../schema/multi-agent';
import { partsOf } from './item-order';
import { fileFault, imageFault } from './media';
import { inferred, LIVE, reported } from './sources';

type PartType = InputContentPart['type'] | 'scoped_content';

const ASSISTANT_PARTS: readonly PartType[] = ['output_text', 'refusal'];
const CLIENT_PARTS: readonly PartType[] = ['input_text', 'input_image', 'input_file', 'scoped_content', 'input_audio'];

/** Rules about the items of the input, asked together with the field `input`. */
export const inputRules = rulesFor<ResponsesBody>()([
  {
    id: 'item-id-prefix',
    says: "Invalid 'input[0].id': 'call_1'. Expected an ID that begins with 'fc'.",
    source: reported('public code index, three clients that sent call ids back as item ids'),
    at: 'input',
    check: (body) =>
      itemsOf(body).flatMap((item, at) => {
        const { id } = item;
        const prefix = PREFIXES[isMessage(item) ? 'message' : (item.type ?? '')];
        if (id == null || prefix === undefined || id.startsWith(prefix)) return [];
        return [{ path: ['input', at, 'id'], facts: { value: id, prefix } }];
      }),
  },
  {
    id: 'phase-not-for-role',
    says: 'Only messages of the assistant have a phase.',
    source: LIVE,
    at: 'input',
    check: (body) =>
      itemsOf(body).flatMap((item, at) =>
        isMessage(item) && item.role !== 'assistant' && item.phase != null ? [{ path: ['input', at, 'phase'] }] : [],
      ),
  },
  {
    id: 'agent-without-beta',
    says: 'Only the beta of several agents knows of the agent that said an item.',
    source: { grade: 'sdk', ref: 'openai-python 3.54.0, types of client.beta.responses' },
    at: 'input',
    when: (_, opened) => !opened.has(MULTI_AGENT),
    check: (body) =>
      itemsOf(body).flatMap((item, at) =>
        'agent' in item && item.agent != null ? [{ path: ['input', at, 'agent'] }] : [],
      ),
  },
  {
    id: 'part-not-for-role',
    says: "Invalid value: 'output_text'. Supported values are: 'input_text', 'input_image', 'input_file', 'scoped_content', and 'input_audio'.",
    source: LIVE,
    at: 'input',
    check: (body) =>
      [...partsOf(body)].flatMap(({ part, path, item }) => {
        if (!isMessage(item)) return [];
        const allowed = item.role === 'assistant' ? ASSISTANT_PARTS : CLIENT_PARTS;
        return allowed.includes(part.type) ? [] : [{ path, facts: { value: part.type, allowed } }];
      }),
  },
  {
    id: 'reasoning-content-not-empty',
    says: "Invalid 'input[0].content': array too long. Expected an array with maximum length 0, but got an array with length 1 instead.",
    source: reported('openai/codex issue 36551 and the public code index'),
    at: 'input',
    when: ({ reasoning }) => reasoning !== 'open',
    check: (body) =>
      itemsOf(body).flatMap((item, at) =>
        item.type === 'reasoning' && item.content != null && item.content.length > 0
          ? [{ path: ['input', at, 'content'], facts: { found: item.content.length } }]
          : [],
      ),
  },
  {
    id: 'image-url',
    says: 'An image is given by a web address or by a base64-encoded data URL with an image MIME type.',
    source: reported('public code index'),
    at: 'input',
    check: (body) =>
      [...partsOf(body)].flatMap(({ part, path }) => {
        if (part.type !== 'input_image' || part.image_url == null) return [];
        const fault = imageFault(part.image_url);
        return fault === undefined ? [] : [{ path: [...path, 'image_url'], facts: { ...fault } }];
      }),
  },
  {
    id: 'file-data',
    says: "Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ==').",
    source: reported('pydantic-ai cassettes of multimodal tool returns, 2026'),
    at: 'input',
    check: (body) =>
      [...partsOf(body)].flatMap(({ part, path }) => {
        if (part.type !== 'input_file' || part.file_data == null) return [];
        const fault = fileFault(part.file_data);
        return fault === undefined ? [] : [{ path: [...path, 'file_data'], facts: { ...fault } }];
      }),
  },
  {
    id: 'previous-response-id-prefix',
    says: "Invalid 'previous_response_id': 'gen-123'. Expected an ID that begins with 'resp'.",
    source: reported('public code index'),
    at: 'previous_response_id',
    check: ({ previous_response_id: value }) =>
      value != null && !value.startsWith('resp')
        ? [{ path: ['previous_response_id'], facts: { value, prefix: 'resp' } }]
        : [],
  },
  {
    id: 'mcp-target-missing',
    says: 'One of server_url, connector_id or tunnel_id must be given.',
    source: inferred('openai-openapi, MCPTool.server_url'),
    at: 'tools',
    check: ({ tools }) =>
      (tools ?? []).flatMap((tool, at) =>
        tool.type === 'mcp' && tool.server_url == null && tool.connector_id == null && tool.tunnel_id == null
          ? [{ path: ['tools', at, 'server_url'] }]
          : [],
      ),
  },
]);
