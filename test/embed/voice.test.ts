import type { Emulator } from '../../server';
import { offlineApp } from '../../server/app/create-app';
import { explainText, explanationText } from '../../server/app/explain';
import { send } from '../support/http';
import { still } from '../support/start';

const body = (user: string, system = 'Be kind.') => ({
  model: 'gpt-4o-mini',
  messages: [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ],
});
const say = async (emulator: Emulator, user: string, system?: string): Promise<string> => {
  const { text } = await send(emulator, { path: '/v1/chat/completions', body: body(user, system) });
  return JSON.parse(text).choices[0].message.content;
};

describe('a reply that holds nothing else', () => {
  test('says what it is', async () => {
    const emulator = await still({ service: 'vendor' });
    const text = await say(emulator, 'Tell me about bees');
    expect(text).toContain("llmulator's generated reply about “bees”; add a fixture to say something else.");
    expect(await say(emulator, 'Tell me about bees')).toBe(text);
  });

  test('reads as an assistant with --voice demo', async () => {
    const text = await say(await still({ service: 'vendor', voice: 'demo' }), 'Tell me about bees');
    expect(text).toContain('“bees”');
    expect(text).not.toContain('llmulator');
  });
});

describe('the form that a prompt asks for', () => {
  const system = 'Answer with exactly one of POSITIVE, NEUTRAL, NEGATIVE.';
  const sentence = 'the prompt asks for one of POSITIVE, NEUTRAL, NEGATIVE';

  test('stands in the journal', async () => {
    const emulator = await still({ service: 'vendor' });
    await say(emulator, 'I love it', system);
    expect(emulator.journal.entries()[0]?.form).toBe(sentence);
  });

  test('is told by explain', async () => {
    const app = offlineApp({ service: 'vendor' });
    const text = JSON.stringify(body('I love it', system));
    const [told] = await explainText(app, { file: 'request.json', text, surface: 'chat' });
    expect(told?.form).toBe(sentence);
    expect(explanationText(told as NonNullable<typeof told>)).toContain(sentence);
  });

  test('is not told where a fixture answers', async () => {
    const emulator = await still({ service: 'vendor', fixtures: [{ when: { user: 'I love it' }, reply: 'NEUTRAL' }] });
    expect(await say(emulator, 'I love it', system)).toBe('NEUTRAL');
    expect(emulator.journal.entries()[0]?.form).toBeUndefined();
  });
});
