import { type Finding, rulesFor } from '../../../../contract';
import type { AnyMessagesBody } from '../schema';
import { changedFields, findThread, isThreadExpired, previousMessageId } from '../threads';
import { documented } from './sources';

const GUIDE = documented('build-with-claude/message-threads; error_code of the SDK 1.12.0, text unknown');

const at = (error_code: string, value: unknown): Finding => ({
  path: ['thread'],
  facts: { value, details: { error_code } },
});

/** Conversations that the house holds; whoever goes on with one is told first what is wrong with that. */
export const threadRules = rulesFor<AnyMessagesBody>()([
  {
    id: 'thread-not-found',
    says: 'No usable Thread state was found for `previous_message_id`; a thread expires 5 minutes after its last request.',
    source: GUIDE,
    when: ({ traits }) => traits.has('claude'),
    check(body, _profile, { loaded }) {
      const id = previousMessageId(body);
      const thread = findThread(body, loaded);
      return id !== undefined && (thread === undefined || isThreadExpired(thread, loaded.at))
        ? [at('thread_not_found', id)]
        : [];
    },
  },
  {
    id: 'thread-already-continued',
    says: 'Each response can be continued only once.',
    source: GUIDE,
    check: (body, _profile, { loaded }) =>
      findThread(body, loaded)?.continued === true ? [at('thread_already_continued', previousMessageId(body))] : [],
  },
  {
    id: 'thread-fingerprint-mismatch',
    says: "What must stay the same across a Thread's turns does: system and tools where they are sent again, output_config always.",
    source: GUIDE,
    check(body, _profile, { loaded }) {
      const thread = findThread(body, loaded);
      const fields = thread === undefined ? [] : changedFields(body, thread);
      return fields.length === 0 ? [] : [at('thread_fingerprint_mismatch', fields)];
    },
  },
]);
