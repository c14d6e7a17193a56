import { z } from 'zod';
import { listOf } from '../../../../contract';

/** A place up to which the prompt is kept in the cache. */
const cacheBreakpoint = z
  .strictObject({ mode: z.literal('explicit'), ttl: z.enum(['30m', '12h']).nullish() })
  .nullish();

const imageUrl = z.string().meta({ expected: 'an image URL' }).nullish();

const inputText = z.strictObject({
  type: z.literal('input_text'),
  text: z.string(),
  prompt_cache_breakpoint: cacheBreakpoint,
});

const inputImage = z.strictObject({
  type: z.literal('input_image'),
  detail: z.enum(['low', 'high', 'auto', 'original']).nullish(),
  file_id: z.string().nullish(),
  image_url: imageUrl,
  prompt_cache_breakpoint: cacheBreakpoint,
});

const inputAudio = z.strictObject({
  type: z.literal('input_audio'),
  input_audio: z.strictObject({ data: z.string(), format: z.enum(['mp3', 'wav']) }),
});

const inputFile = z.strictObject({
  type: z.literal('input_file'),
  detail: z.enum(['auto', 'low', 'high']).nullish(),
  file_data: z.string().nullish(),
  file_id: z.string().nullish(),
  file_url: z.string().nullish(),
  filename: z.string().nullish(),
  prompt_cache_breakpoint: cacheBreakpoint,
});

const index = z.int();
const fileId = z.string();
const filename = z.string().nullish();
const title = z.string().nullish();

/** Where the words come from. Members that are not known here pass: what the service once said comes back whole. */
const annotation = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('file_citation'), file_id: fileId, filename, index }),
  z.looseObject({ type: z.literal('url_citation'), url: z.string(), title, start_index: index, end_index: index }),
  z.looseObject({
    type: z.literal('container_file_citation'),
    container_id: z.string(),
    file_id: fileId,
    filename,
    start_index: index.nullish(),
    end_index: index.nullish(),
  }),
  z.looseObject({ type: z.literal('file_path'), file_id: fileId, index }),
]);

const likelihood = { token: z.string(), logprob: z.number(), bytes: listOf(z.int()).nullish() };

const outputText = z.strictObject({
  type: z.literal('output_text'),
  text: z.string(),
  annotations: listOf(annotation).nullish(),
  logprobs: listOf(
    z.strictObject({ ...likelihood, top_logprobs: listOf(z.strictObject(likelihood)).nullish() }),
  ).nullish(),
});

const refusal = z.strictObject({ type: z.literal('refusal'), refusal: z.string() });
const summaryText = z.strictObject({ type: z.literal('summary_text'), text: z.string() });
const encryptedContent = z.looseObject({ type: z.literal('encrypted_content') });

/** What a computer showed: also the output of its calls. */
export const computerScreenshot = z.strictObject({
  type: z.literal('computer_screenshot'),
  file_id: z.string().nullish(),
  image_url: imageUrl,
  detail: z.enum(['low', 'high', 'auto', 'original']).nullish(),
});

/** The nine kinds in the order in which the service lists them; which role may send which is a rule. */
const part = z
  .discriminatedUnion('type', [
    inputText,
    inputImage,
    inputAudio,
    outputText,
    refusal,
    inputFile,
    computerScreenshot,
    summaryText,
    encryptedContent,
  ])
  .meta({ expected: 'a content block' });

/** Content of a message. */
export const messageContent = z
  .union([listOf(part), z.string()])
  .meta({ expected: 'one of an array of objects or string' });

/** What a client may send besides words. */
const toolPart = z.discriminatedUnion('type', [inputText, inputImage, inputFile]);

/** What a tool gave back. */
export const toolOutput = z
  .union([z.string(), listOf(toolPart)])
  .meta({ expected: 'one of a string or array of objects' });

/** What stands for a placeholder of a stored prompt. */
export const promptVariable = z.union([z.string(), toolPart]).meta({ expected: 'one of a string or object' });

/** Parts of a reasoning item. */
export const reasoningSummary = listOf(summaryText);
export const reasoningText = listOf(z.strictObject({ type: z.literal('reasoning_text'), text: z.string() }));

/** One part of a message or of a tool's output. */
export type InputContentPart = z.infer<typeof part>;
