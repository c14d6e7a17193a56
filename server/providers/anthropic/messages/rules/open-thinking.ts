import { observed, rule, rules, trait } from '../../../../contract';
import type { AnyMessagesBody } from '../schema';
import { blocksOf } from '../schema/blocks';
import { isThinkingRequested } from './message-blocks';

/** What services of open reasoning models refuse at this door; off until a service file asks. */
export const openThinkingRules = rules<AnyMessagesBody>('messages', [
  rule({
    id: 'thinking-not-returned',
    says: 'Where a turn called tools, its thinking comes back with it.',
    source: observed('decolua/9router#2397; OEvortex/aether#31; esengine/DeepSeek-Reasonix#8902', '2026-08-14'),
    level: 'off',
    when: trait('reasoning-returned'),
    check: (body) => {
      if (!isThinkingRequested(body)) return false;
      const at = body.messages.findIndex(({ role, content }) => {
        const types = role === 'assistant' ? blocksOf(content).map(({ type }) => type) : [];
        return types.includes('tool_use') && !types.includes('thinking');
      });
      return at >= 0 && { path: ['messages', at] };
    },
    error: 'The `content[].thinking` in the thinking mode must be passed back to the API.',
  }),
]);
