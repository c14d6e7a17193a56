import { send } from '../support/http';
import { still } from '../support/start';

test('a value whose own toString is no function is quoted, not a fault of ours', async () => {
  const body = { input: [{ type: { toString: 1 } }] };
  const { status, text } = await send(await still({ service: 'vendor' }), { path: '/v1/moderations', body });
  expect(status).toBe(400);
  expect(text).toContain("Invalid value: {'toString': 1}.");
});
