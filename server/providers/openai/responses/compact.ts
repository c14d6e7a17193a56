import type { CompactedResponse, ResponseCompactionItem } from 'openai/resources/responses/responses';
import type { z } from 'zod';
import type { Endpoint, Findings } from '../../../core';
import { compileChecks, type Rule } from '../../../validation';
import type { ContentPart } from './content-parts';
import { isMessage, itemsOf } from './conversation';
import { speak } from './dialect';
import { examine } from './examine';
import { type ItemIds, itemIdsOf, sealed } from './item-ids';
import { opens } from './multi-agent';
import { read } from './read';
import { responsesRules } from './rules';
import { compactSchema, order, type ResponsesBody } from './schema';

type CompactBody = z.infer<typeof compactSchema>;

/** What a compaction needs of stored reasoning it looks up itself, so it may come without its encrypted content. */
const rules = (responsesRules as readonly Rule<ResponsesBody>[]).filter(({ id }) => id !== 'encrypted-content-missing');

const checks = compileChecks<CompactBody>({
  surface: 'responses',
  schema: compactSchema,
  order,
  // They ask for members that both bodies share, and find the others absent.
  rules: rules as readonly Rule<never>[] as readonly Rule<CompactBody>[],
  opens,
});

/** Nothing is stored here, so an unknown item is always told of in the longer form (observed). */
const unstored = (findings: Findings): Findings => {
  const { errors, warnings } = speak(findings);
  return {
    errors: errors.map((issue) =>
      issue.rule === 'item-not-found' ? { ...issue, facts: { ...issue.facts, stored: false } } : issue,
    ),
    warnings,
  };
};

/** A message of the user, as it is kept. */
interface KeptMessage {
  readonly id: string;
  readonly type: 'message';
  readonly status: 'completed';
  readonly content: readonly ContentPart[];
  readonly role: 'user';
}

/** The wire keeps messages of users, which the SDK's type of output does not know. */
interface Compacted extends Omit<CompactedResponse, 'output'> {
  readonly output: readonly (KeptMessage | ResponseCompactionItem)[];
}

const keptMessage = (content: string | readonly ContentPart[], id: string): KeptMessage => ({
  id,
  type: 'message',
  status: 'completed',
  content: typeof content === 'string' ? [{ type: 'input_text', text: content }] : content,
  role: 'user',
});

/** All that users said stays word for word; all else becomes one sealed item (docs of the conversation state guide). */
function keptOf(body: CompactBody, idOf: ItemIds): readonly KeptMessage[] {
  if (typeof body.input === 'string') return [keptMessage(body.input, idOf('msg'))];
  return itemsOf(body).flatMap((item) =>
    isMessage(item) && item.role === 'user' ? [keptMessage(item.content, item.id ?? idOf('msg'))] : [],
  );
}

/** Tokens that the house's own request for a summary costs (recorded: 154 for a conversation of 62). */
const REQUEST = 92;
/** Tokens of a summary; that a long conversation makes it longer is inferred. */
const SUMMARY = 170;
const SHARE = 8;

const usageOf = (input: number, output: number): CompactedResponse['usage'] => ({
  input_tokens: input,
  input_tokens_details: { cache_write_tokens: 0, cached_tokens: 0 },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: input + output,
});

/** `POST /responses/compact`: a conversation made short, to go on from. */
export const compactResponse: Endpoint = {
  id: 'responses-compact',
  route: { method: 'POST', path: '/responses/compact' },
  answer(context) {
    const { body, profile } = examine(checks, context, unstored);
    const { ids, created } = context;
    const idOf = itemIdsOf(ids, created);
    const said = context.measure(read(body, profile, context.tokenizer(profile)), profile).input;
    const compacted: Compacted = {
      id: idOf('resp'),
      object: 'response.compaction',
      created_at: created,
      output: [...keptOf(body, idOf), { id: idOf('cmp'), type: 'compaction', encrypted_content: sealed(ids) }],
      usage: usageOf(REQUEST + said, SUMMARY + Math.ceil(said / SHARE)),
    };
    return JSON.stringify(compacted, null, 2);
  },
};
