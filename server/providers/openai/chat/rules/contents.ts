import { inferred, isSet, observed, rule, rules } from '../../../../contract';
import { formatPath } from '../../../../core';
import { dottedWithBrackets, missing } from '../../dialect/sentence-parts';
import { reasons } from '../read';
import { foreignFileType } from '../referenced-files';
import type { ChatBody, ChatMessage } from '../schema';
import { LIVE, OUTPUT_LIMIT } from './findings';
import { imagesWithout, unreachableImages } from './images';
import { messagesWhere } from './parts';

/** Tokens with which a reply opens before its first word. */
const MESSAGE_HEAD = 4;

const saysNothing = (message: ChatMessage): boolean => {
  if (isSet(message.content) || message.role === 'developer') return false;
  if (message.role !== 'assistant') return true;
  return ![message.tool_calls, message.function_call, message.refusal, message.audio].some(isSet);
};

const mentionsJson = (message: ChatMessage): boolean => /json/i.test(JSON.stringify(message.content ?? ''));

/** Relations about what messages say, told after all fields are sound, in the provider's order. */
export const contentRules = rules<ChatBody>('chat', [
  rule({
    id: 'json-word-missing',
    says: 'When using JSON mode, instruct the model to produce JSON yourself via a message.',
    source: observed('public reports'),
    path: ['messages'],
    check: (body) => body.response_format?.type === 'json_object' && !body.messages.some(mentionsJson),
    error: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
  }),
  rule({
    id: 'developer-content-missing',
    says: 'Developer messages have content.',
    source: LIVE,
    check: (body) =>
      messagesWhere(body, ({ role, content }) => role === 'developer' && content === undefined, 'content'),
    error: missing,
  }),
  rule({
    id: 'developer-content-null',
    says: "Developer messages' content is not null.",
    source: LIVE,
    check: (body) => messagesWhere(body, ({ role, content }) => role === 'developer' && content === null, 'content'),
    error: ({ path }) => ({
      message: `Invalid type for '${formatPath(path)}': expected one of a string or array of objects, but got null instead.`,
      code: 'invalid_type',
    }),
  }),
  rule({
    id: 'content-missing',
    says: 'Content is required unless the assistant called, refused or spoke.',
    source: LIVE,
    check: (body) => messagesWhere(body, saysNothing, 'content'),
    error: ({ path }) => ({
      message: "Invalid value for 'content': expected a string, got null.",
      param: dottedWithBrackets(path),
    }),
  }),
  imagesWithout('no-image-type', {
    id: 'image-type-invalid',
    says: 'A data URL of an image has an image type.',
    source: observed('public reports'),
    error: {
      message: 'Invalid MIME type. Only image types are supported.',
      param: null,
      code: 'invalid_image_format',
    },
  }),
  imagesWithout('no-base64', {
    id: 'image-base64-invalid',
    says: 'A data URL of an image holds base64.',
    source: inferred('wording of neighbouring rules'),
    error: { message: 'Invalid base64 image_url.', param: null, code: 'invalid_base64_image' },
  }),
  imagesWithout('no-image', {
    id: 'image-invalid',
    says: 'The bytes of an image are those of one.',
    source: observed('marketing-factory/ai-filemetadata#26; which bytes were sent is unknown', '2025-06-04'),
    error: {
      message: 'You uploaded an unsupported image. Please make sure your image is valid.',
      param: null,
      code: 'invalid_image_format',
    },
  }),
  imagesWithout('unknown-format', {
    id: 'image-format-unsupported',
    says: 'Images are png, jpeg, gif or webp.',
    source: observed('public reports'),
    error: {
      message:
        "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
      param: null,
      code: 'invalid_image_format',
    },
  }),
  rule({
    id: 'image-download-failed',
    says: 'A remote image can be fetched. Only addresses that nobody can ever serve are known not to be.',
    source: observed('recorded cassettes of 2026'),
    // A gateway may fetch from where the vendor does not; the vendor's service file makes it an error.
    level: 'warn',
    check: unreachableImages,
    error: ({ facts: { value } }) => ({
      message: `Error while downloading ${value}.`,
      param: null,
      code: 'invalid_image_url',
    }),
  }),
  rule({
    id: 'file-not-pdf',
    says: 'A file that is named by its id is a PDF.',
    source: observed('openai/openai-dotnet#450', '2025-06-06'),
    path: ['file_id'],
    check: (body, { stored }) => {
      const type = foreignFileType(body, stored);
      return type !== undefined && { facts: { type } };
    },
    error: ({ facts: { type } }) => ({
      message: `Invalid file data: 'file_id'. Expected a file with an application/pdf MIME type, but got unsupported MIME type '${type}'.`,
      code: 'invalid_value',
    }),
  }),
  rule({
    id: 'output-limit-reached',
    says: 'A model that reasons unseen needs some tokens before it can say anything.',
    source: observed('reports on max_completion_tokens 1; from how many on it answers is inferred'),
    counted: true,
    when: ({ reasoning }) => reasoning === 'hidden',
    check: (body, { profile }) => (body.max_completion_tokens ?? MESSAGE_HEAD) < MESSAGE_HEAD && reasons(body, profile),
    error: OUTPUT_LIMIT,
  }),
]);
