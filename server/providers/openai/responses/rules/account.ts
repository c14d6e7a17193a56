import { rulesFor } from '../../../../contract';
import { isMessage, itemsOf } from '../items';
import type { ResponsesBody } from '../schema';
import { reported } from './sources';

/** Rules that hold for some accounts only. They are off until a service or a user says that theirs is such a one. */
export const accountRules = rulesFor<ResponsesBody>()([
  {
    id: 'system-role-refused',
    says: 'Backends of ChatGPT take instructions of developers, and no system messages.',
    source: reported('codex reports; the public API takes system messages'),
    level: 'off',
    at: 'input',
    check: (body) =>
      itemsOf(body).flatMap((item, at) =>
        isMessage(item) && item.role === 'system' ? [{ path: ['input', at, 'role'] }] : [],
      ),
  },
  {
    id: 'stream-unverified',
    says: 'Your organization must be verified to stream this model.',
    source: reported('public reports of 2025'),
    level: 'off',
    check: ({ stream }) => (stream === true ? [{ path: ['stream'] }] : []),
  },
  {
    id: 'summary-unverified',
    says: 'Your organization must be verified to generate reasoning summaries.',
    source: reported('public reports of 2025'),
    level: 'off',
    check: ({ reasoning }) => {
      const member = (['summary', 'generate_summary'] as const).find((name) => reasoning?.[name] != null);
      return member === undefined ? [] : [{ path: ['reasoning', member] }];
    },
  },
  {
    id: 'previous-response-not-kept',
    says: 'Previous response cannot be used for this organization due to Zero Data Retention.',
    source: reported('public reports of organizations with zero data retention'),
    level: 'off',
    check: ({ previous_response_id: id }) => (id == null ? [] : [{ path: ['previous_response_id'] }]),
  },
]);
