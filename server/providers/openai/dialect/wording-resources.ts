import type { StoredResponseRuleId } from '../resources/stored-responses/check-request';
import type { IssueError, IssueFormatter } from './sentence-parts';

const plain =
  (message: string, param: string | null = null): (() => IssueError) =>
  () => ({ message, param, code: null });

const notFound =
  (what: string): IssueFormatter =>
  ({ facts }) => ({ message: `${what} with id '${facts['id']}' not found.`, param: null, code: null, status: 404 });

const notStreamed = (flag: string) =>
  plain(`This response cannot be streamed because it was not created with ${flag}=true.`, 'stream');

/** The sentence of each rule about what is stored. */
export const resourceSentences = {
  'response-id-prefix': ({ facts }) => ({
    message: `Invalid 'response_id': '${facts.value}'. Expected an ID that begins with '${facts['prefix']}'.`,
    code: 'invalid_value',
  }),
  'response-not-found': notFound('Response'),
  'response-not-in-background': notStreamed('background'),
  'response-not-streamed': notStreamed('stream'),
  'cancel-synchronous': plain('Cannot cancel a synchronous response.'),
  'cancel-ended': ({ facts: { value } }) => ({
    message: `Cannot cancel ${value === 'incomplete' ? 'an' : 'a'} ${value} response.`,
    param: null,
    code: null,
  }),
  'delete-under-way': plain('Cannot delete an in-flight response.'),
  'cursor-not-found': notFound('Item'),
} satisfies Readonly<Record<StoredResponseRuleId, IssueFormatter>>;
