import { formatPath, type Issue } from '../../../core';
import type { ResponsesRuleId } from '../responses/rules';
import { badValue, type IssueError, type IssueFormatter, missing, pythonText, quotedList } from './sentence-parts';
import { schemaSentences } from './wording-strict-schema';

const IMAGE_HINT =
  "Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=')";
const FILE_HINT =
  "Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ==')";
const FILE_TYPES = 'https://platform.openai.com/docs/assistants/tools/file-search#supported-files';
const REFERENCE = 'https://platform.openai.com/docs/api-reference/responses/create';

const idPrefix = ({ path, facts }: Issue): IssueError => ({
  message: `Invalid '${formatPath(path)}': '${facts.value}'. Expected an ID that begins with '${facts['prefix']}'.`,
  code: 'invalid_value',
});

const unknown = ({ path }: Issue): IssueError => ({
  message: `Unknown parameter: '${formatPath(path)}'.`,
  code: 'unknown_parameter',
});

/** Sampling parameters: their code is null on this surface. */
const unsupported = ({ path }: Issue): IssueError => ({
  message: `Unsupported parameter: '${formatPath(path)}' is not supported with this model.`,
  code: null,
});

const noLogprobs = (): IssueError => ({
  message: 'logprobs are not supported with reasoning models.',
  code: 'unsupported_parameter',
});

const plain =
  (message: string): (() => IssueError) =>
  () => ({ message, code: null });

const unverified =
  (what: string): (() => IssueError) =>
  () => ({
    message: `Your organization must be verified to ${what}. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.`,
    code: 'unsupported_value',
  });

/** The sentence of each rule of the Responses surface. */
export const responsesSentences = {
  ...schemaSentences,
  'moved-parameter': ({ facts }) => ({
    message: `Unsupported parameter: '${facts.value}'. In the Responses API, this parameter has moved to '${facts['to']}'. Try again with the new parameter. See the API documentation for more information: ${REFERENCE}.`,
    param: null,
    code: 'unsupported_parameter',
  }),
  'item-id-prefix': idPrefix,
  'previous-response-id-prefix': idPrefix,
  'phase-not-for-role': unknown,
  'agent-without-beta': unknown,
  'part-not-for-role': badValue,
  'reasoning-content-not-empty': ({ path, facts: { found } }) => ({
    message: `Invalid '${formatPath(path)}': array too long. Expected an array with maximum length 0, but got an array with length ${found} instead.`,
    code: 'array_above_max_length',
  }),
  'image-url': ({ path, facts }) => ({
    message: `Invalid '${formatPath(path)}'. ${facts['kind'] === 'url' ? 'Expected a valid URL' : IMAGE_HINT}, but got ${facts['tail']}.`,
    code: 'invalid_value',
  }),
  'file-data': ({ path, facts }) => ({
    message:
      facts['kind'] === 'mime'
        ? `Invalid file data: '${formatPath(path)}'. ${FILE_HINT}, but got ${facts['tail']}. Please see ${FILE_TYPES} for supported file types.`
        : `Invalid '${formatPath(path)}'. ${FILE_HINT}, but got ${facts['tail']}.`,
    code: 'invalid_value',
  }),
  'mcp-target-missing': missing,
  'previous-and-conversation': () => ({
    message: "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'pre..._id' or 'conversation'.",
    param: null,
    code: 'mutually_exclusive_parameters',
  }),
  'conversation-not-found': ({ facts }) => ({
    message: `Conversation with id '${facts['id']}' not found.`,
    param: null,
    code: null,
    status: 404,
  }),
  'conversation-locked': () => ({
    message: 'Another process is currently operating on this conversation. Please retry in a few seconds.',
    code: 'conversation_locked',
  }),
  'prompt-not-found': ({ facts }) => ({
    message: `Prompt with id '${facts['id']}' not found.`,
    param: null,
    code: null,
    status: 404,
  }),
  'previous-response-not-found': ({ facts }) => ({
    message: `Previous response with id '${facts['id']}' not found.`,
    code: 'previous_response_not_found',
  }),
  'duplicate-item-id': ({ facts }) => ({
    message: `Duplicate item found with id ${facts['id']}. Remove duplicate items from your input and try again.`,
    code: null,
  }),
  'item-not-found': ({ facts }) => ({
    message: `Item with id '${facts['id']}' not found.${facts['stored'] === true ? '' : ' Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.'}`,
    code: null,
    status: 404,
  }),
  'encrypted-content-missing': missing,
  'encrypted-content-invalid': ({ facts }) => ({
    message: `The encrypted content for item ${facts['id']} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    param: null,
    code: 'invalid_encrypted_content',
  }),
  'compaction-trigger-not-last': plain('compaction_trigger must be the final input item.'),
  'background-without-store': plain("Background responses require 'store' to be true."),
  'stream-options-without-stream': plain("The 'stream_options' parameter is only allowed when 'stream' is enabled."),
  'tool-choice-not-found': ({ facts }) => ({
    message: `Tool choice '${facts.value}' not found in 'tools' parameter.`,
    code: null,
  }),
  'tool-choice-without-tools': plain("Tool choice 'required' must be specified with 'tools' parameter."),
  'mcp-duplicate-label': ({ facts }) => ({
    message: `Duplicate MCP server_label found: ${facts.value}. Please provide a unique label for each MCP server.`,
    code: 'invalid_request_error',
  }),
  'input-empty': () => ({
    message: 'One of "input" or "previous_response_id" or \'prompt\' or \'conversation\' must be provided.',
    param: null,
    code: 'missing_required_parameter',
  }),
  'call-without-output': ({ facts }) => ({
    message: `No tool output found for function call ${facts['id']}.`,
    code: null,
  }),
  'custom-call-without-output': ({ facts }) => ({
    message: `No tool output found for custom tool call ${facts['id']}.`,
    code: null,
  }),
  'output-without-call': ({ facts }) => ({
    message: `No tool call found for ${facts['kind']} output with call_id ${facts['id']}.`,
    code: null,
  }),
  'reasoning-without-following': ({ facts }) => ({
    message: `Item '${facts['id']}' of type 'reasoning' was provided without its required following item.`,
    code: null,
  }),
  'effort-unsupported': ({ facts: { value, allowed = [], ...facts } }) => ({
    message: `Unsupported value: '${value}' is not supported with the '${facts['model']}' model. Supported values are: ${quotedList(allowed, 'and')}.`,
    code: 'unsupported_value',
  }),
  'cache-retention-unsupported': () => ({
    message: 'This model is compatible only with 24h extended prompt caching',
    code: 'invalid_parameter',
  }),
  'temperature-unsupported': unsupported,
  'top-p-unsupported': unsupported,
  'presence-penalty-unsupported': unsupported,
  'frequency-penalty-unsupported': unsupported,
  'logprobs-unsupported': noLogprobs,
  'top-logprobs-unsupported': noLogprobs,
  'encrypted-content-unsupported': plain('Encrypted content is not supported with this model.'),
  'reasoning-unsupported': ({ path }) => ({
    message: `Unsupported parameter: '${formatPath(path)}' is not supported with this model.`,
    code: 'unsupported_parameter',
  }),
  'tools-with-minimal-effort': ({ facts }) => ({
    message: `The following tools cannot be used with reasoning.effort 'minimal': ${facts.value}.`,
    code: null,
  }),
  'hosted-tool-unsupported': ({ facts }) => ({
    message: `Hosted tool '${facts.value}' is not supported with ${facts['model']}.`,
    code: null,
  }),
  'prompt-too-long': () => ({
    message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
    code: 'context_length_exceeded',
  }),
  'call-namespace-missing': ({ facts }) => ({
    message: `Missing namespace for function_call '${facts.value}'. It does not exist in the default namespace. Round-trip the model's function_call item with its namespace field included.`,
    code: null,
  }),
  'output-not-json': () => ({
    message: 'Invalid function_call_output.output: expected a JSON string because the function declares output_schema.',
    code: 'invalid_value',
  }),
  'item-without-reasoning': ({ facts }) => ({
    message: `Item '${facts['id']}' of type '${facts['type']}' was provided without its required 'reasoning' item: '${facts['leader']}'.`,
    code: null,
  }),
  'system-role-refused': () => ({
    message: "Invalid value: 'system'. Value must be 'developer'.",
    code: 'invalid_value',
  }),
  'stream-unverified': unverified('stream this model'),
  'summary-unverified': unverified('generate reasoning summaries'),
  'previous-response-not-kept': () => ({
    message: 'Previous response cannot be used for this organization due to Zero Data Retention.',
    code: 'unsupported_parameter',
  }),
  'vector-store-not-found': ({ facts }) => ({
    message: `Vector store with id ${pythonText(facts.value)} not found.`,
    code: null,
    status: 404,
  }),
  'file-unsupported': () => ({
    message: 'The file type you uploaded is not supported. Please try again with a pdf',
    code: 'unsupported_file',
  }),
  'download-failed': ({ facts }) => ({
    message: `Error while downloading ${facts.value}.`,
    param: 'url',
    code: 'invalid_value',
  }),
  'mcp-list-failed': ({ facts }) => ({
    message: `Error retrieving tool list from MCP server: '${facts.value}'. Http status code: ${facts['answer']}`,
    code: 'http_error',
    status: 424,
    type: 'external_connector_error',
  }),
  'web-search-with-json-mode': plain('Web Search cannot be used with JSON mode.'),
  'json-word-missing': plain(
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
  ),
} satisfies Readonly<Record<ResponsesRuleId, IssueFormatter>>;
