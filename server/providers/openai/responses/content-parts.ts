import { z } from 'zod';

const loose = z.looseObject({});

const inputText = z.strictObject({
  type: z.literal('input_text'),
  text: z.string(),
  prompt_cache_breakpoint: loose.nullish(),
});

const inputImage = z.strictObject({
  type: z.literal('input_image'),
  detail: z.enum(['low', 'high', 'auto', 'original']).nullish(),
  file_id: z.string().nullish(),
  image_url: z.string().meta({ expected: 'an image URL' }).nullish(),
  prompt_cache_breakpoint: loose.nullish(),
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
  prompt_cache_breakpoint: loose.nullish(),
});

const outputText = z.strictObject({
  type: z.literal('output_text'),
  text: z.string(),
  annotations: z.array(loose).nullish(),
  logprobs: z.array(loose).nullish(),
});

const refusal = z.strictObject({ type: z.literal('refusal'), refusal: z.string() });
const computerScreenshot = z.looseObject({ type: z.literal('computer_screenshot') });
const summaryText = z.strictObject({ type: z.literal('summary_text'), text: z.string() });
const encryptedContent = z.looseObject({ type: z.literal('encrypted_content') });

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
  .union([z.array(part), z.string()])
  .meta({ expected: 'one of an array of objects or string' });

/** What a tool gave back. */
export const toolOutput = z
  .union([z.string(), z.array(z.discriminatedUnion('type', [inputText, inputImage, inputFile]))])
  .meta({ expected: 'one of a string or array of objects' });

/** Parts of a reasoning item. */
export const reasoningSummary = z.array(summaryText);
export const reasoningText = z.array(z.strictObject({ type: z.literal('reasoning_text'), text: z.string() }));

/** One part of a message or of a tool's output. */
export type ContentPart = z.infer<typeof part>;
