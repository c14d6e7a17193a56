import { observed, rule, rules } from '../../../../contract';
import type { IssueError } from '../../dialect/sentence-parts';
import { isMessage } from '../items';
import type { ResponsesBody } from '../schema';
import { inItems } from './findings';

const unverified = (action: string): IssueError => ({
  message: `Your organization must be verified to ${action}. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.`,
  code: 'unsupported_value',
});

/** Rules that hold for some accounts only: off until a service or a user sets their level. */
export const accountRules = rules<ResponsesBody>('responses', [
  rule({
    id: 'system-role-refused',
    says: 'Backends of ChatGPT take instructions of developers, and no system messages.',
    source: observed('codex reports; the public API takes system messages'),
    level: 'off',
    at: 'input',
    check: (body) =>
      inItems(body, (item, at) => isMessage(item) && item.role === 'system' && { path: ['input', at, 'role'] }),
    error: { message: "Invalid value: 'system'. Value must be 'developer'.", code: 'invalid_value' },
  }),
  rule({
    id: 'stream-unverified',
    says: 'Your organization must be verified to stream this model.',
    source: observed('public reports of 2025'),
    level: 'off',
    path: ['stream'],
    check: ({ stream }) => stream === true,
    error: unverified('stream this model'),
  }),
  rule({
    id: 'summary-unverified',
    says: 'Your organization must be verified to generate reasoning summaries.',
    source: observed('public reports of 2025'),
    level: 'off',
    path: ['reasoning', 'summary'],
    check: ({ reasoning }) => reasoning?.summary != null,
    error: unverified('generate reasoning summaries'),
  }),
  rule({
    id: 'previous-response-not-kept',
    says: 'Previous response cannot be used for this organization due to Zero Data Retention.',
    source: observed('public reports of organizations with zero data retention'),
    level: 'off',
    path: ['previous_response_id'],
    check: ({ previous_response_id: id }) => id != null,
    error: {
      message: 'Previous response cannot be used for this organization due to Zero Data Retention.',
      code: 'unsupported_parameter',
    },
  }),
]);
