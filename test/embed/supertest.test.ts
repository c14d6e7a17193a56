import supertest from 'supertest';
import { createEmulator } from '../../server';

test('an emulator without a port answers supertest', async () => {
  const emulator = await createEmulator({ listen: false });
  const answer = await supertest(emulator.app)
    .post('/anthropic/v1/messages')
    .set({ 'x-api-key': 'sk-any', 'anthropic-version': '2023-06-01' })
    .send({ model: 'deepseek-r1', max_tokens: 64, messages: [{ role: 'user', content: 'say 1' }] });
  expect(answer.body.content).toEqual([{ type: 'text', text: '1' }]);
  expect(emulator.journal.entries()).toMatchObject([{ route: 'messages', model: 'deepseek-r1', status: 200 }]);
});
