import { isRecord, type JsonRecord, listOf, type MessagePart, parsedOrText, textOrEmpty } from './message';

type PartReader = (part: JsonRecord) => MessagePart;

const text: PartReader = (part) => ({ kind: 'text', text: textOrEmpty(part['text']) });
const call: PartReader = (part) => ({
  kind: 'call',
  name: textOrEmpty(part['name']),
  id: textOrEmpty(part['call_id'] ?? part['id']),
  input: parsedOrText(part['input'] ?? part['arguments'] ?? {}),
});
const result: PartReader = (part) => ({
  kind: 'result',
  id: textOrEmpty(part['tool_use_id'] ?? part['call_id'] ?? part['tool_call_id']),
  parts: readContent(part['content'] ?? part['output']),
});

/** The address of an image, or its data as an address. */
const image: PartReader = ({ source, image_url: url }) => {
  if (typeof url === 'string') return { kind: 'image', source: url };
  if (isRecord(url)) return { kind: 'image', source: textOrEmpty(url['url']) };
  const given = isRecord(source) ? source : {};
  const data = `data:${textOrEmpty(given['media_type'])};base64,${textOrEmpty(given['data'])}`;
  return { kind: 'image', source: given['type'] === 'base64' ? data : textOrEmpty(given['url']) };
};

const thinking: PartReader = (part) => ({
  kind: 'thinking',
  text:
    textOrEmpty(part['thinking']) ||
    [...listOf(part['summary']), ...listOf(part['content'])]
      .map((piece) => (isRecord(piece) ? textOrEmpty(piece['text']) : ''))
      .join('\n') ||
    '(not readable: the provider keeps it encrypted)',
});

/** Readers by the `type` of a part, of all surfaces. */
const readers: Readonly<Record<string, PartReader>> = {
  text,
  input_text: text,
  output_text: text,
  refusal: (part) => ({ kind: 'refusal', text: textOrEmpty(part['refusal']) }),
  image,
  image_url: image,
  input_image: image,
  thinking,
  redacted_thinking: thinking,
  reasoning: thinking,
  tool_use: call,
  server_tool_use: call,
  function_call: call,
  custom_tool_call: call,
  tool_result: result,
  function_call_output: result,
  custom_tool_call_output: result,
};

/** Reads one part of a message. */
export function readPart(part: unknown): MessagePart {
  if (typeof part === 'string') return { kind: 'text', text: part };
  const type = isRecord(part) ? textOrEmpty(part['type']) : '';
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (!isRecord(part) || read === undefined) return { kind: 'other', type: type || typeof part, value: part };
  return { ...read(part), ...(part['cache_control'] === undefined ? {} : { cachePoint: true }) };
}

/** Reads what stands as `content` of a message: a text, or a list of parts. */
export function readContent(content: unknown): readonly MessagePart[] {
  if (content === undefined || content === null || content === '') return [];
  return Array.isArray(content) ? content.map(readPart) : [readPart(content)];
}
