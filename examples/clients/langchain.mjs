import assert from 'node:assert/strict';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAI } from '@langchain/openai';

const { OPENAI_BASE_URL: baseURL, ANTHROPIC_BASE_URL: anthropicApiUrl } = process.env;
const openai = new ChatOpenAI({ model: 'gpt-4o', configuration: { baseURL } });
assert.equal((await openai.invoke('say 1')).content, '1');

const anthropic = new ChatAnthropic({ model: 'deepseek-r1', maxTokens: 64, anthropicApiUrl });
assert.equal((await anthropic.invoke('say 1')).content, '1');
