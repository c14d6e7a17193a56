import type { MessageBatchIndividualResponse, MessageBatchResult } from '@anthropic-ai/sdk/resources/messages';
import { type EndpointContext, isJsonObject, type JsonObject, parseJson, type SubrequestReply } from '../../../../core';
import { BATCH_HEADER } from '../../dialect/batch-header';
import { requestOutcome, type StoredMessageBatch } from './lifecycle';
import type { MessageBatchBody } from './schema';

/** What a batch came to: a line for each request, and how many of each kind. */
export type MessageBatchOutcome = {
  readonly lines: string;
  readonly counts: Readonly<Record<MessageBatchResult['type'], number>>;
};

/** The requests of a batch as they were sent, with the headers that change what they mean. */
export type StoredBatchRequests = {
  readonly requests: MessageBatchBody['requests'];
  readonly headers: Readonly<Record<string, string>>;
};

const MESSAGES = '/v1/messages';

/** Headers of the creation that hold for each of its requests. */
const INHERITED_HEADERS = ['anthropic-beta', 'anthropic-version'] as const;

/** Headers of a request that are kept with its batch. */
export const inheritedHeaders = ({ request: { headers } }: EndpointContext): Readonly<Record<string, string>> =>
  Object.fromEntries(
    INHERITED_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const])),
  );

/** Has the requests of an ended batch answered, one after the other, as if each had been sent by itself. */
export async function runBatch(
  batch: StoredMessageBatch,
  { requests, headers }: StoredBatchRequests,
  { sendSubrequest }: EndpointContext,
): Promise<MessageBatchOutcome> {
  const counts = { succeeded: 0, errored: 0, canceled: 0, expired: 0 };
  const lines: string[] = [];
  const own = {
    ...Object.fromEntries(INHERITED_HEADERS.map((name) => [name, headers[name]])),
    [BATCH_HEADER]: batch.id,
  };
  // Where a replica died over a batch another one begins anew: what was answered is answered alike.
  const keyOf = (index: number) => ({ 'idempotency-key': `${batch.id} ${index}` });
  for (const [index, { custom_id, params }] of requests.entries()) {
    const fate = requestOutcome(batch, index);
    const result: MessageBatchResult =
      fate === 'answered'
        ? resultOf(
            await sendSubrequest({
              path: MESSAGES,
              body: JSON.stringify(params),
              headers: { ...own, ...keyOf(index) },
            }),
          )
        : { type: fate };
    counts[result.type] += 1;
    const line: MessageBatchIndividualResponse = { custom_id, result };
    lines.push(`${JSON.stringify(line)}\n`);
  }
  return { lines: lines.join(''), counts };
}

function resultOf({ status, body }: SubrequestReply): MessageBatchResult {
  const said = jsonOf(body);
  const result =
    status === 200 ? { type: 'succeeded', message: withBatchTier(said) } : { type: 'errored', error: batchError(said) };
  return result as unknown as MessageBatchResult;
}

/** A message of a batch is charged as such. */
function withBatchTier(message: JsonObject): JsonObject {
  const { usage } = message;
  return isJsonObject(usage) ? { ...message, usage: { ...usage, service_tier: 'batch' } } : message;
}

/** Inside a batch an error names its details first, and no request. */
function batchError({ error }: JsonObject): JsonObject {
  const { type = 'api_error', message = 'Internal server error', details = null } = isJsonObject(error) ? error : {};
  return { type: 'error', error: { details, type, message }, request_id: null };
}

/** A fixture may answer with anything. */
function jsonOf(text: string): JsonObject {
  const value = parseJson(text);
  return isJsonObject(value) ? value : {};
}
