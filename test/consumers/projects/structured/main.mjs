// Asks for each schema in each way that clients have, and holds what they hand out against the schema.
import assert from 'node:assert/strict';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAI } from '@langchain/openai';
import { generateObject, streamObject } from 'ai';
import { createEmulator } from 'llmulator';
import OpenAI from 'openai';
import { zodFunction, zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { loose, recursive, strict } from './schemas.mjs';

globalThis.AI_SDK_LOG_WARNINGS = false;
const emulator = await createEmulator({ port: 0 });
const { urls } = emulator;
const key = { apiKey: 'sk-any', maxRetries: 0 };
const prompt = 'Describe the order of Ann Smith in Paris, 3 red chairs for 20.50 EUR';
const messages = [{ role: 'user', content: prompt }];
const [GPT, CLAUDE, OLDER_CLAUDE] = ['gpt-4o', 'claude-sonnet-5-5', 'claude-sonnet-4-6'];

const openai = new OpenAI({ ...key, baseURL: urls.openai });
const anthropic = new Anthropic({ ...key, baseURL: urls.anthropic });
const vercelOpenai = createOpenAI({ apiKey: 'sk-any', baseURL: urls.openai });
const vercelAnthropic = createAnthropic({ apiKey: 'sk-any', baseURL: `${urls.anthropic}/v1` });
const chainOpenai = (model) => new ChatOpenAI({ ...key, model, configuration: { baseURL: urls.openai } });
const chainAnthropic = (model) =>
  new ChatAnthropic({ ...key, model, maxTokens: 4096, anthropicApiUrl: urls.anthropic });

const vercel = (model, strictJsonSchema) => async (schema) => {
  const providerOptions = { openai: { strictJsonSchema } };
  return (await generateObject({ model, prompt, schema, maxRetries: 0, providerOptions })).object;
};
const chain = (model, options) => (schema) =>
  model.withStructuredOutput(schema, { name: 'it', ...options }).invoke(`${prompt}, as JSON: ${inWords(schema)}`);
const inWords = (schema) => JSON.stringify(z.toJSONSchema(schema));
const format = (schema) => ({ format: zodOutputFormat(schema) });

async function streamed(schema) {
  const result = streamObject({ model: vercelOpenai(GPT), prompt, schema, maxRetries: 0 });
  for await (const _part of result.partialObjectStream);
  return result.object;
}

// LangChain's own conversion of schemas that hold themselves never ends.
const finite = { ...strict, ...loose };
const all = { ...finite, ...recursive };
const narrow = { ...strict, ...recursive };

/** Each way: the schemas that it takes, and how it is gone. */
const ways = {
  'openai chat': [
    narrow,
    async (schema) => {
      const asked = { model: GPT, messages, response_format: zodResponseFormat(schema, 'it') };
      return (await openai.chat.completions.parse(asked)).choices[0].message.parsed;
    },
  ],
  'openai chat, streamed': [
    narrow,
    async (schema) => {
      const asked = { model: 'deepseek-r1', messages, response_format: zodResponseFormat(schema, 'it') };
      return (await openai.chat.completions.stream(asked).finalChatCompletion()).choices[0].message.parsed;
    },
  ],
  'openai chat, a tool': [
    narrow,
    async (schema) => {
      const tools = [zodFunction({ name: 'it', parameters: schema })];
      const { choices } = await openai.chat.completions.parse({ model: GPT, messages, tools, tool_choice: 'required' });
      return choices[0].message.tool_calls[0].function.parsed_arguments;
    },
  ],
  'openai responses': [
    narrow,
    async (schema) => {
      const asked = { model: GPT, input: prompt, text: { format: zodTextFormat(schema, 'it') } };
      return (await openai.responses.stream(asked).finalResponse()).output_parsed;
    },
  ],
  anthropic: [
    all,
    async (schema) => {
      const asked = { model: CLAUDE, max_tokens: 4096, messages, output_config: format(schema) };
      return (await anthropic.messages.parse(asked)).parsed_output;
    },
  ],
  'anthropic, streamed': [
    all,
    async (schema) => {
      const asked = { model: CLAUDE, max_tokens: 4096, messages, output_config: format(schema) };
      return (await anthropic.messages.stream(asked).finalMessage()).parsed_output;
    },
  ],
  'vercel, responses': [narrow, vercel(vercelOpenai(GPT), true)],
  'vercel, chat': [all, vercel(vercelOpenai.chat(GPT), false)],
  'vercel, streamed': [narrow, streamed],
  'vercel, messages': [all, vercel(vercelAnthropic(CLAUDE))],
  'vercel, messages of the gateway': [all, vercel(vercelAnthropic('deepseek-r1'))],
  'langchain, chat': [strict, chain(chainOpenai(GPT), { method: 'jsonSchema' })],
  'langchain, a function': [finite, chain(chainOpenai('deepseek-r1'), { method: 'functionCalling' })],
  'langchain, JSON by words': [finite, chain(chainOpenai(GPT), { method: 'jsonMode' })],
  'langchain, messages': [finite, chain(chainAnthropic(OLDER_CLAUDE))],
  'langchain, messages by schema': [finite, chain(chainAnthropic(OLDER_CLAUDE), { method: 'jsonSchema' })],
};

const failures = [];
for (const [way, [schemas, go]] of Object.entries(ways)) {
  for (const [name, schema] of Object.entries(schemas)) {
    const outcome = await go(schema).then(
      (value) => schema.safeParse(value),
      (error) => ({ error }),
    );
    if (outcome.error !== undefined) failures.push(`${way}, ${name}: ${outcome.error.message}`);
  }
}
await emulator.stop();
assert.deepEqual(failures, []);
