import OpenAI, { toFile } from 'openai';
import { createEmulator } from '../../server';
import { NOW } from '../support/start';
import { clientsOf, useTwins } from './twins';

const LINE = '{"custom_id":"a","method":"POST","url":"/v1/chat/completions","body":{}}\n';

/** All bytes there are, so that no text could hold them. */
const BYTES = Uint8Array.from({ length: 256 * 300 }, (_, at) => at % 256);

const upload = (openai: OpenAI, name = 'in.jsonl', purpose: OpenAI.FilePurpose = 'batch') =>
  toFile(new TextEncoder().encode(LINE), name).then((file) => openai.files.create({ file, purpose }));

describe('openai.files', () => {
  const clientsIn = useTwins();

  test('an upload is found, listed, read and deleted', async () => {
    const [{ openai }] = clientsIn('flow');
    const file = await upload(openai);
    expect(file).toEqual({
      object: 'file',
      id: expect.stringMatching(/^file-[1-9A-HJ-NP-Za-km-z]{22}$/),
      purpose: 'batch',
      filename: 'in.jsonl',
      bytes: LINE.length,
      created_at: Date.parse(NOW) / 1000,
      expires_at: Date.parse(NOW) / 1000 + 30 * 86_400,
      status: 'processed',
      status_details: null,
    });
    expect(await openai.files.retrieve(file.id)).toEqual(file);
    expect(await openai.files.waitForProcessing(file.id, { pollInterval: 1 })).toEqual(file);
    expect(await (await openai.files.content(file.id)).text()).toBe(LINE);
    expect(await openai.files.delete(file.id)).toEqual({ object: 'file', deleted: true, id: file.id });
    const gone = await Promise.allSettled([
      openai.files.retrieve(file.id),
      openai.files.content(file.id),
      openai.files.delete(file.id),
    ]);
    const refusal = { message: `No such File object: ${file.id}`, param: 'id', code: null };
    for (const one of gone) expect(one).toMatchObject({ reason: { status: 404, error: refusal } });
  });

  test('bytes come back as they came', async () => {
    const [{ openai }] = clientsIn('bytes');
    const { id, bytes } = await openai.files.create({
      file: await toFile(BYTES, 'all "bytes".png'),
      purpose: 'vision',
    });
    const answer = await openai.files.content(id);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(BYTES);
    expect(bytes).toBe(BYTES.length);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''all%20%22bytes%22.png");
  });

  test('lists come in pages, the newest first, of one purpose or of all', async () => {
    const [{ openai }, { openai: other }] = clientsIn('pages');
    const ids: string[] = [];
    for (const [at, purpose] of (['batch', 'user_data', 'batch', 'user_data', 'batch'] as const).entries()) {
      ids.unshift((await upload(openai, `${at}.jsonl`, purpose)).id);
    }
    const all = async (query: OpenAI.FileListParams) => {
      const found: string[] = [];
      for await (const { id } of openai.files.list(query)) found.push(id);
      return found;
    };
    expect(await all({})).toEqual(ids);
    expect(await all({ limit: 2, order: 'asc' })).toEqual([...ids].reverse());
    expect(await all({ purpose: 'user_data' })).toEqual([ids[1], ids[3]]);
    await expect(openai.files.list({ after: 'file-none' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect((await other.files.list()).data).toEqual([]);
    await expect(other.files.retrieve(ids[0] ?? '')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test('users have their data, not its download', async () => {
    const [{ openai }] = clientsIn('kept back');
    const { id } = await upload(openai, 'own.txt', 'user_data');
    await expect(openai.files.content(id)).rejects.toMatchObject({
      status: 400,
      error: { message: 'Not allowed to download files of purpose: user_data' },
    });
  });

  test('a file expires on the clock of the emulator', async () => {
    const emulator = await createEmulator({ port: 0, clock: 'stepped' });
    const { openai } = clientsOf(emulator);
    const file = await toFile(new TextEncoder().encode(LINE), 'in.jsonl');
    const { id, expires_at, created_at } = await openai.files.create({
      file,
      purpose: 'batch',
      expires_after: { anchor: 'created_at', seconds: 3600 },
    });
    expect(expires_at).toBe(created_at + 3600);
    await emulator.clock.advance(3_599_000);
    await openai.files.retrieve(id);
    await emulator.clock.advance(1_000);
    await expect(openai.files.retrieve(id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect((await openai.files.list()).data).toEqual([]);
    await emulator.stop();
  });
});
