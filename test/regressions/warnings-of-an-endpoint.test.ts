import { send } from '../support/http';
import { still } from '../support/start';

test('a rule of an endpoint that only warns stands in the journal and in the reply', async () => {
  const emulator = await still({ service: 'vendor', rules: { 'embeddings/dimensions-above-max': 'warn' } });
  const body = { model: 'text-embedding-3-small', input: 'one', dimensions: 1537 };
  const { status, headers } = await send(emulator, { path: '/v1/embeddings', body });
  expect([status, headers['x-llmulator-warnings']]).toEqual([200, 'embeddings/dimensions-above-max']);
  const journal = await send(emulator, { method: 'GET', path: '/_llmulator/journal' });
  expect(JSON.parse(journal.text).entries.at(-1)).toMatchObject({ warnings: ['embeddings/dimensions-above-max'] });
});
