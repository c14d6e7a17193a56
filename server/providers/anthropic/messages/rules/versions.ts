import { docs, observed, rule, rules } from '../../../../contract';
import { atPath } from '../../dialect/issue-sentence';
import type { AnyMessagesBody } from '../schema';
import { BEFORE_2026_10_21 } from '../schema/beta-locks';
import { blockPath, blocksOfType } from './message-blocks';

const isStrict = (_profile: unknown, opened: ReadonlySet<string>): boolean => !opened.has(BEFORE_2026_10_21);

/** What differs by the version of the API; sampling parameters are unknown keys by the schema. */
export const versionRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'system-role-legacy',
    says: 'The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
    source: observed('ianarawjo/ChainForge#271; superseded in July 2026', '2024-05'),
    level: 'off',
    path: ['messages'],
    check: ({ messages }) => messages.some(({ role }) => role === 'system'),
    error:
      'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
  }),
  rule({
    id: 'assistant-document-2026',
    says: "'document' blocks are not permitted within assistant turns.",
    source: docs('api/versioning'),
    when: isStrict,
    check: (body) =>
      blocksOfType(body, 'document')
        .filter(({ message }) => body.messages[message]?.role === 'assistant')
        .map(({ message }) => ({ path: ['messages', message, 'content'] })),
    error: atPath("'document' blocks are not permitted within assistant turns."),
  }),
  rule({
    id: 'user-citations-2026',
    says: 'citations are not permitted within user turns.',
    source: docs('api/versioning'),
    when: isStrict,
    check: (body) => {
      const isUsers = ({ message }: { readonly message: number }) => body.messages[message]?.role === 'user';
      const texts = blocksOfType(body, 'text')
        .filter(isUsers)
        .flatMap((placed) =>
          placed.block.citations?.length ? [{ path: blockPath(placed), tagged: [...blockPath(placed), 'text'] }] : [],
        );
      const found = blocksOfType(body, 'search_result').flatMap((placed) =>
        placed.block.content.flatMap(({ citations }, index) =>
          citations?.length
            ? [
                {
                  path: blockPath(placed),
                  tagged: [...blockPath(placed), 'search_result', 'content', index, 'text'],
                },
              ]
            : [],
        ),
      );
      return [...texts, ...found].map(({ path, tagged }) => ({ path, tagged: [...tagged, 'citations'] }));
    },
    error: atPath('citations are not permitted within user turns'),
  }),
]);
