import { framesOf, joinStream } from './join-stream';
import { isRecord, listOf, type Message, textOrEmpty } from './message';
import { readContent } from './read-part';
import { readMessage } from './read-request';

/** A reply as one would read it. */
export interface ReadReply {
  readonly messages: readonly Message[];
  /** Why the model stopped. */
  readonly stop?: string;
  /** What a refused request was told. */
  readonly error?: string;
}

/** Reads the reply of any surface; streams are joined. */
export function readReply(reply: unknown): ReadReply {
  const frames = framesOf(reply);
  const body = frames.length > 0 ? joinStream(frames) : reply;
  if (!isRecord(body)) return { messages: [] };
  const error = errorOf(
    frames.map(({ data }) => data).find((data) => isRecord(data) && isRecord(data['error'])) ?? body,
  );
  return { messages: messagesOf(body), ...stopOf(body), ...(error === undefined ? {} : { error }) };
}

function messagesOf(body: Readonly<Record<string, unknown>>): readonly Message[] {
  const { choices, content, output, object } = body;
  if (Array.isArray(choices)) {
    return choices.filter(isRecord).map((choice) => {
      const { message, text } = choice;
      return isRecord(message)
        ? { ...readMessage(message), role: 'assistant' }
        : { role: 'assistant', parts: readContent(text) };
    });
  }
  if (Array.isArray(output)) return joined(output.map((item) => readMessage(item)));
  if (Array.isArray(content) && object === undefined) return [{ role: 'assistant', parts: readContent(content) }];
  return [];
}

/** Items of one side that follow each other are one message. */
function joined(messages: readonly Message[]): readonly Message[] {
  const parts = messages.flatMap((message) => message.parts);
  return parts.length === 0 ? [] : [{ role: 'assistant', parts }];
}

function stopOf(body: Readonly<Record<string, unknown>>): { readonly stop?: string } {
  const [choice] = listOf(body['choices']);
  const reason = (isRecord(choice) ? choice['finish_reason'] : undefined) ?? body['stop_reason'];
  const status = body['object'] === 'response' ? body['status'] : undefined;
  const stop = textOrEmpty(reason ?? status);
  return stop === '' ? {} : { stop };
}

function errorOf(body: unknown): string | undefined {
  if (!isRecord(body) || body['error'] === undefined || body['error'] === null) return undefined;
  const { error } = body;
  return isRecord(error) ? textOrEmpty(error['message']) : String(error);
}
