import { inferred, observed, rule, rules, sdk, trait } from '../../../../contract';
import { formatPath, type Issue } from '../../../../core';
import { badValue, type IssueError, missing } from '../../dialect/sentence-parts';
import { PREFIXES } from '../item-ids';
import { isMessage } from '../items';
import type { ResponsesBody } from '../schema';
import type { InputContentPart } from '../schema/content-parts';
import { MULTI_AGENT } from '../schema/multi-agent';
import { inItems, inParts, invalidIdPrefix, LIVE } from './findings';
import { FILE_HINT, FILE_TYPES, fileFault, IMAGE_HINT, imageFault } from './media';

type PartType = InputContentPart['type'] | 'scoped_content';

const ASSISTANT_PARTS: readonly PartType[] = ['output_text', 'refusal'];
const CLIENT_PARTS: readonly PartType[] = ['input_text', 'input_image', 'input_file', 'scoped_content', 'input_audio'];

const unknownParameter = ({ path }: Pick<Issue, 'path'>): IssueError => ({
  message: `Unknown parameter: '${formatPath(path)}'.`,
  code: 'unknown_parameter',
});

/** Rules about the items of the input, the id of the previous response and MCP servers, checked with their fields. */
export const inputRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'item-id-prefix',
    says: "Invalid 'input[0].id': 'call_1'. Expected an ID that begins with 'fc'.",
    source: observed('public code index, three clients that sent call ids back as item ids'),
    at: 'input',
    check: (body) =>
      inItems(body, (item, at) => {
        const { id } = item;
        const prefix = PREFIXES[isMessage(item) ? 'message' : (item.type ?? '')];
        if (id == null || prefix === undefined || id.startsWith(prefix)) return undefined;
        return { path: ['input', at, 'id'], facts: { value: id, prefix } };
      }),
    error: invalidIdPrefix,
  }),
  rule({
    id: 'phase-not-for-role',
    says: 'Only messages of the assistant have a phase.',
    source: LIVE,
    at: 'input',
    check: (body) =>
      inItems(
        body,
        (item, at) =>
          isMessage(item) && item.role !== 'assistant' && item.phase != null && { path: ['input', at, 'phase'] },
      ),
    error: unknownParameter,
  }),
  rule({
    id: 'agent-without-beta',
    says: 'Only the beta of several agents knows of the agent that said an item.',
    source: sdk('openai-python 3.54.0, types of client.beta.responses'),
    at: 'input',
    when: (_, opened) => !opened.has(MULTI_AGENT),
    check: (body) =>
      inItems(body, (item, at) => 'agent' in item && item.agent != null && { path: ['input', at, 'agent'] }),
    error: unknownParameter,
  }),
  rule({
    id: 'part-not-for-role',
    says: "Invalid value: 'output_text'. Supported values are: 'input_text', 'input_image', 'input_file', 'scoped_content', and 'input_audio'.",
    source: LIVE,
    at: 'input',
    check: (body) =>
      inParts(body, ({ part, path, item }) => {
        if (!isMessage(item)) return undefined;
        const allowed = item.role === 'assistant' ? ASSISTANT_PARTS : CLIENT_PARTS;
        return !allowed.includes(part.type) && { path, facts: { value: part.type, allowed } };
      }),
    error: badValue,
  }),
  rule({
    id: 'reasoning-content-not-empty',
    says: "Invalid 'input[0].content': array too long. Expected an array with maximum length 0, but got an array with length 1 instead.",
    source: observed('openai/codex issue 36551 and the public code index'),
    at: 'input',
    when: ({ reasoning }) => reasoning !== 'open',
    check: (body) =>
      inItems(body, (item, at) => {
        const found = item.type === 'reasoning' ? (item.content?.length ?? 0) : 0;
        return found > 0 && { path: ['input', at, 'content'], facts: { found } };
      }),
    error: ({ path, facts: { found } }) => ({
      message: `Invalid '${formatPath(path)}': array too long. Expected an array with maximum length 0, but got an array with length ${found} instead.`,
      code: 'array_above_max_length',
    }),
  }),
  rule({
    id: 'reasoning-status-null',
    says: "Unknown parameter: 'input[1].status'.",
    source: observed('BerriAI/litellm issue 13420, openai/openai-python issue 3008', '2026-03-24'),
    at: 'input',
    check: (body) =>
      inItems(
        body,
        (item, at) => item.type === 'reasoning' && item.status === null && { path: ['input', at, 'status'] },
      ),
    error: unknownParameter,
  }),
  rule({
    id: 'web-search-call-id-missing',
    says: "Missing required parameter: 'input[1].id'.",
    source: observed(
      'openai/codex issues 6700 and 6934; that it was this kind of item is inferred, and later models take what Codex sends',
      '2025-11',
    ),
    at: 'input',
    when: trait('search-calls-need-ids'),
    check: (body) =>
      inItems(body, (item, at) => item.type === 'web_search_call' && item.id == null && { path: ['input', at, 'id'] }),
    error: missing,
  }),
  rule({
    id: 'image-url',
    says: 'An image is given by a web address or by a base64-encoded data URL with an image MIME type.',
    source: observed('public code index'),
    at: 'input',
    check: (body) =>
      inParts(body, ({ part, path }) => {
        const facts = part.type === 'input_image' && part.image_url != null && imageFault(part.image_url);
        return facts && { path: [...path, 'image_url'], facts };
      }),
    error: ({ path, facts: { kind, tail } }) => ({
      message: `Invalid '${formatPath(path)}'. ${kind === 'url' ? 'Expected a valid URL' : IMAGE_HINT}, but got ${tail}.`,
      code: 'invalid_value',
    }),
  }),
  rule({
    id: 'file-data',
    says: "Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ==').",
    source: observed('pydantic-ai cassettes of multimodal tool returns, 2026'),
    at: 'input',
    check: (body) =>
      inParts(body, ({ part, path }) => {
        const facts = part.type === 'input_file' && part.file_data != null && fileFault(part.file_data);
        return facts && { path: [...path, 'file_data'], facts };
      }),
    error: ({ path, facts: { kind, tail } }) => ({
      message:
        kind === 'mime'
          ? `Invalid file data: '${formatPath(path)}'. ${FILE_HINT}, but got ${tail}. Please see ${FILE_TYPES} for supported file types.`
          : `Invalid '${formatPath(path)}'. ${FILE_HINT}, but got ${tail}.`,
      code: 'invalid_value',
    }),
  }),
  rule({
    id: 'previous-response-id-prefix',
    says: "Invalid 'previous_response_id': 'gen-123'. Expected an ID that begins with 'resp'.",
    source: observed('public code index'),
    at: 'previous_response_id',
    check: ({ previous_response_id: value }) =>
      value != null && !value.startsWith('resp') && { facts: { value, prefix: 'resp' } },
    error: invalidIdPrefix,
  }),
  rule({
    id: 'mcp-target-missing',
    says: 'One of server_url, connector_id or tunnel_id must be given.',
    source: inferred('openai-openapi, MCPTool.server_url'),
    at: 'tools',
    check: ({ tools }) =>
      tools?.flatMap((tool, at) =>
        tool.type === 'mcp' && tool.server_url == null && tool.connector_id == null && tool.tunnel_id == null
          ? [{ path: ['tools', at, 'server_url'] }]
          : [],
      ),
    error: missing,
  }),
]);
