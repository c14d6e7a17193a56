import { z } from 'zod';
import { listOf } from '../../../../contract';
import type { WireRequest } from '../../../../core';

/** Open to requests that ask for the beta in which a response is made by several agents. */
export const MULTI_AGENT = 'multi-agent';

/** The header that asks for betas. */
export const BETA_HEADER = 'openai-beta';

const NAME = 'responses_multi_agent=v1';

/** The locks that a request's headers open. */
export function unlockedBy(headers: WireRequest['headers']): ReadonlySet<string> {
  const asked = headers[BETA_HEADER];
  return new Set((asked ?? '').split(',').some((name) => name.trim() === NAME) ? [MULTI_AGENT] : []);
}

/** Settings of the beta. */
export const multiAgent = z
  .strictObject({ enabled: z.boolean(), max_concurrent_subagents: z.int().min(1).nullish() })
  .nullish()
  .meta({ lock: MULTI_AGENT });

/** The longest id that is taken back. */
const MAX_ID = 64;

/** An id that must be there. */
export const requiredId = z.string().max(MAX_ID);

/** What every item may bear: its id, and the agent that said it; only the beta knows agents, which is a rule. */
export const itemMembers = { id: requiredId.nullish(), agent: z.strictObject({ agent_name: z.string() }).nullish() };

const action = z.enum(['spawn_agent', 'interrupt_agent', 'list_agents', 'send_message', 'followup_task', 'wait_agent']);

export const multiAgentCall = z.strictObject({
  type: z.literal('multi_agent_call'),
  action,
  arguments: z.string(),
  call_id: z.string(),
  ...itemMembers,
});

export const multiAgentCallOutput = z.strictObject({
  type: z.literal('multi_agent_call_output'),
  action,
  call_id: z.string(),
  output: listOf(z.looseObject({ type: z.literal('output_text'), text: z.string() })),
  ...itemMembers,
});

export const agentMessage = z.strictObject({
  type: z.literal('agent_message'),
  author: z.string(),
  recipient: z.string(),
  content: listOf(z.looseObject({ type: z.enum(['input_text', 'input_image', 'encrypted_content']) })),
  ...itemMembers,
});
