import { send } from '../support/http';
import { still } from '../support/start';

test('an integer with the bounds of a safe one is still of human size', async () => {
  const bounds = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
  const schema = {
    type: 'object',
    properties: { age: { type: 'integer', ...bounds } },
    required: ['age'],
    additionalProperties: false,
  };
  const { text } = await send(await still({ service: 'vendor' }), {
    path: '/v1/chat/completions',
    body: {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'A person.' }],
      response_format: { type: 'json_schema', json_schema: { name: 'person', strict: true, schema } },
    },
  });
  const { age } = JSON.parse(JSON.parse(text).choices[0].message.content);
  expect(age).toBeGreaterThanOrEqual(0);
  expect(age).toBeLessThan(1_000);
});
