import { send } from '../support/http';
import { still } from '../support/start';
import { ask, doors } from '../support/surfaces';

const hello = { when: { user: 'ping' }, reply: { text: 'from the test' } };

describe('law 3: emulators share nothing, namespaces share nothing', () => {
  for (const door of doors) {
    test(`${door.id}: a fixture of one emulator is unknown to another`, async () => {
      const [one, two] = await Promise.all([still(), still()]);
      one.fixtures.add(hello);
      expect((await send(one, ask(door, 'ping'))).text).toContain('from the test');
      expect((await send(two, ask(door, 'ping'))).text).not.toContain('from the test');
      expect(one.journal.entries()).toHaveLength(1);
      expect(two.journal.entries()).toHaveLength(1);
    });

    test(`${door.id}: a namespace is chosen by header or by key, and keeps to itself`, async () => {
      const emulator = await still();
      emulator.fixtures.add(hello, 'blue');
      const byHeader = { ...ask(door, 'ping'), headers: { 'x-llmulator-namespace': 'blue' } };
      const byKey = {
        ...ask(door, 'ping'),
        headers: { 'x-api-key': 'sk-any@blue', authorization: 'Bearer sk-any@blue' },
      };
      expect((await send(emulator, byHeader)).text).toContain('from the test');
      expect((await send(emulator, byKey)).text).toContain('from the test');
      expect((await send(emulator, ask(door, 'ping'))).text).not.toContain('from the test');
      expect(emulator.journal.entries({}, 'blue')).toHaveLength(2);
      expect(emulator.journal.entries()).toHaveLength(1);
      await emulator.reset('blue');
      expect(emulator.journal.entries({}, 'blue')).toHaveLength(0);
      expect(emulator.journal.entries()).toHaveLength(1);
      expect((await send(emulator, byHeader)).text).not.toContain('from the test');
    });
  }
});
