import { createEmulator } from '../../server';

test('a plan that names an unknown fixture is refused with the nearest name', async () => {
  const fixtures = [{ name: 'weather', when: { user: 'Weather?' }, reply: 'Sun.' }];
  const emulator = await createEmulator({ listen: false });
  emulator.fixtures.add(fixtures);
  expect(() => emulator.faults.add({ fault: 'cut', fixture: 'wether' })).toThrow('no fixture is called');
  await emulator.stop();
});
