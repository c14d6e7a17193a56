import type { RequestListener } from 'node:http';
import supertest from 'supertest';
import { inMemory } from '../support/start';

/** An emulator behind a server whose responses fail for the first so many times that a head is written. */
async function failing(times: number): Promise<{ listener: RequestListener; reports: string[] }> {
  const reports: string[] = [];
  const { app } = await inMemory({ report: (message) => void reports.push(message) });
  const listener: RequestListener = (request, response) => {
    const { writeHead } = response;
    let left = times;
    Object.defineProperty(response, 'writeHead', {
      value: (...head: Parameters<typeof writeHead>) => {
        left -= 1;
        if (left >= 0) throw new Error('the head cannot be written');
        return writeHead.apply(response, head);
      },
    });
    app(request, response);
  };
  return { listener, reports };
}

const ask = (listener: RequestListener) =>
  supertest(listener)
    .post('/v1/chat/completions')
    .set('authorization', 'Bearer sk-any')
    .send({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hi' }] });

test('a reply that fails twice, after the body was read, is still answered', async () => {
  const { listener, reports } = await failing(2);
  const { body } = await ask(listener).expect(500);
  expect(body.error.message).toContain('the head cannot be written');
  expect(reports.join('\n')).toContain('bug while answering POST /v1/chat/completions');
});

test('where nothing can be answered the connection is closed', async () => {
  const { listener } = await failing(100);
  await expect(ask(listener)).rejects.toThrow();
});
