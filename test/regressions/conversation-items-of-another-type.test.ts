import { send } from '../support/http';
import { still } from '../support/start';

test('items that are no list are refused as such, and no rule reads them', async () => {
  const bugs: string[] = [];
  const emulator = await still({ service: 'vendor', report: (message) => bugs.push(message) });
  const body = { items: 7 };
  const { status, headers } = await send(emulator, { path: '/v1/conversations', body });
  expect(bugs).toEqual([]);
  expect([status, headers['x-llmulator-rule']]).toEqual([400, 'conversation-creation/wrong-type']);
});
