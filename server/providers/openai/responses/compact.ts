import type { CompactedResponse, ResponseCompactionItem } from 'openai/resources/responses/responses';
import type { z } from 'zod';
import { compileChecks, type Rule } from '../../../contract';
import type { Endpoint, Findings, LoadedObjects } from '../../../core';
import { checkBody, reworded } from './check-body';
import { allItems, referencedObjects } from './history';
import { overrideIssues } from './issue-overrides';
import { fakeEncryptedContent, type ItemIdFactory, itemIdsOf } from './item-ids';
import { isMessage } from './items';
import { read } from './read';
import { responsesRules } from './rules';
import { compactSchema, order } from './schema';
import { unlockedBy } from './schema/multi-agent';
import { type StoredInputItem, toStoredItem } from './stored-item';

type CompactBody = z.infer<typeof compactSchema>;

/** What a compaction needs of stored reasoning it looks up itself, so it may come without its encrypted content. */
const rules = responsesRules.filter(({ id }) => id !== 'encrypted-content-missing');

const checks = compileChecks<CompactBody>({
  surface: 'responses',
  schema: compactSchema,
  order,
  sharesRules: true,
  rules: rules as readonly Rule<never>[] as readonly Rule<CompactBody>[],
  opens: unlockedBy,
});

/** Nothing is stored here, so an unknown item is always told of in the longer form (observed). */
function unstored<Found extends Findings>(findings: Found, body: unknown): Found {
  const spoken = overrideIssues(findings, body);
  return {
    ...spoken,
    errors: spoken.errors.map((issue) =>
      issue.rule === 'item-not-found' ? { ...issue, facts: { ...issue.facts, stored: false } } : issue,
    ),
  };
}

const unstoredChecks = reworded(checks, unstored);

/** The wire keeps messages of users, which the SDK's type of output does not know. */
interface Compacted extends Omit<CompactedResponse, 'output'> {
  readonly output: readonly (StoredInputItem | ResponseCompactionItem)[];
}

/** All that users said stays word for word; all else becomes one sealed item (docs of the conversation state guide). */
const keptOf = (body: CompactBody, loaded: LoadedObjects, idOf: ItemIdFactory): readonly StoredInputItem[] =>
  allItems(body, loaded).flatMap((item) => (isMessage(item) && item.role === 'user' ? [toStoredItem(item, idOf)] : []));

/** Tokens that the provider's own request for a summary costs (recorded: 154 for a conversation of 62). */
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
  loads: ({ json }) => referencedObjects(json),
  handle(context) {
    const { body, profile, source } = checkBody(unstoredChecks, context);
    const { ids, created } = context;
    const idOf = itemIdsOf(ids, created);
    const said = context.measure(read(body, profile, source), profile).input;
    const compacted: Compacted = {
      id: idOf('resp'),
      object: 'response.compaction',
      created_at: created,
      output: [
        ...keptOf(body, context.loaded, idOf),
        { id: idOf('cmp'), type: 'compaction', encrypted_content: fakeEncryptedContent(ids) },
      ],
      usage: usageOf(REQUEST + said, SUMMARY + Math.ceil(said / SHARE)),
    };
    return JSON.stringify(compacted, null, 2);
  },
  charge(context) {
    const { body, profile, source } = checkBody(unstoredChecks, context);
    return {
      model: body.model ?? profile.id,
      tokens: REQUEST + context.measure(read(body, profile, source), profile).input,
    };
  },
};
