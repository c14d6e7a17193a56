import { send } from '../support/http';
import { still } from '../support/start';

test.each([
  ['as it is', '\ue000\ue001'],
  ['escaped', '\\ue000\\ue001'],
])('private-use characters %s come back unharmed when a request is repeated', async (_how, marks) => {
  const emulator = await still({ service: 'vendor' });
  const raw = `{"model":"gpt-4o-mini","input":"say 1","instructions":"${marks}"}`;
  for (let turn = 0; turn < 3; turn += 1) {
    const { text } = await send(emulator, { path: '/v1/responses', raw });
    expect(JSON.parse(text).instructions).toBe('\ue000\ue001');
  }
});
