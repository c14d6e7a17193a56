import Anthropic, { toFile } from '@anthropic-ai/sdk';
import { createEmulator, type Emulator } from '../../server';
import { NOW } from '../support/start';
import { clientsOf } from './twins';

const HOUR = 3_600_000;
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Pages /Count 3 >> endobj\n%%EOF');

describe('anthropic.files', () => {
  let emulator: Emulator;
  let anthropic: Anthropic;

  beforeAll(async () => {
    emulator = await createEmulator({ port: 0, service: 'vendor', clock: { stepped: NOW } });
    ({ anthropic } = clientsOf(emulator));
  });
  beforeEach(() => emulator.reset());
  afterAll(() => emulator.stop());

  const upload = async (bytes: Buffer | string, name: string, type?: string) =>
    anthropic.files.upload({ file: await toFile(Buffer.from(bytes), name, type === undefined ? {} : { type }) });

  const counted = async (...content: Anthropic.ContentBlockParam[]): Promise<number> => {
    const messages = [{ role: 'user' as const, content }];
    return (await anthropic.messages.countTokens({ model: 'claude-sonnet-4-6', messages })).input_tokens;
  };

  test('a file is uploaded, looked up, listed and deleted', async () => {
    const file = await upload('hello', 'notes.md');
    expect(file).toMatchObject({
      filename: 'notes.md',
      mime_type: 'text/markdown',
      size_bytes: 5,
      downloadable: false,
    });
    expect(await anthropic.files.retrieveMetadata(file.id)).toEqual(file);
    await expect(anthropic.files.download(file.id)).rejects.toMatchObject({ errorCode: 'file_not_downloadable' });
    expect(await anthropic.files.delete(file.id)).toEqual({ id: file.id, type: 'file_deleted' });
    await expect(anthropic.files.retrieveMetadata(file.id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });

  test('the list is read page by page, by cursor and under the beta by ids', async () => {
    const made: string[] = [];
    for (const name of ['a.txt', 'b.txt', 'c.txt']) made.unshift((await upload(name, name)).id);
    const listed: string[] = [];
    for await (const { id } of anthropic.files.list({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(made);
    const betas: Anthropic.AnthropicBeta[] = ['files-api-2025-04-14'];
    const query = { after_id: made[0] as string };
    const page = await anthropic.beta.files.list({ betas }, { query });
    expect(page).toMatchObject({ data: [{ id: made[1] }, { id: made[2] }] });
    const some = await anthropic.files.list({ ids: [made[2] as string, 'file_nope'] });
    expect(some.data.map(({ id }) => id)).toEqual([made[2]]);
  });

  test('a file in a message counts as what it is', async () => {
    const words = 'The ferry leaves at nine.';
    const text = await upload(words, 'a.txt');
    const image = await upload(PIXEL, 'a.png');
    const pdf = await upload(PDF, 'a.pdf', 'application/pdf');
    const named = ({ id }: { id: string }) => ({ type: 'file', file_id: id }) as const;
    expect(await counted({ type: 'document', source: named(text) })).toBe(
      await counted({ type: 'document', source: { type: 'text', media_type: 'text/plain', data: words } }),
    );
    expect(await counted({ type: 'image', source: named(image) })).toBe(
      await counted({
        type: 'image',
        source: { type: 'base64', media_type: 'image/png', data: PIXEL.toString('base64') },
      }),
    );
    expect(await counted({ type: 'document', source: named(pdf) })).toBe(
      await counted({
        type: 'document',
        source: { type: 'base64', media_type: 'application/pdf', data: PDF.toString('base64') },
      }),
    );
  });

  test('a file that was deleted is unknown to a message that was answered before', async () => {
    const { id } = await upload('hello', 'a.txt');
    const ask = () =>
      anthropic.messages.create({
        model: 'claude-sonnet-4-6',
        max_tokens: 64,
        messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: id } }] }],
      });
    await ask();
    await anthropic.files.delete(id);
    await expect(ask()).rejects.toThrow(`File \`${id}\` not found.`);
  });

  test('a file of another namespace is unknown', async () => {
    const { id } = await upload('hello', 'a.txt');
    const stranger = clientsOf(emulator, 'sk-any@elsewhere').anthropic;
    await expect(stranger.files.retrieveMetadata(id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
    await expect(stranger.files.list()).resolves.toMatchObject({ data: [] });
  });

  test('a file ends at its time', async () => {
    const file = await toFile(Buffer.from('hello'), 'a.txt');
    const { id, expires_at: until } = await anthropic.files.upload({ file, expires_in_seconds: 3_600 });
    expect(until).toBe(new Date(emulator.clock.now() + HOUR).toISOString().replace('Z', '000Z'));
    await emulator.clock.advance(HOUR);
    await expect(anthropic.files.retrieveMetadata(id)).rejects.toMatchObject({ errorCode: 'file_expired' });
    const betas: Anthropic.AnthropicBeta[] = ['files-api-2025-04-14'];
    for (const query of [{}, { ids: [id] }, { betas }])
      expect((await anthropic.beta.files.list(query)).data).toEqual([]);
  });
});
