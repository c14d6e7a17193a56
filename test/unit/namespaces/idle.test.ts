import { createNamespaces, IDLE_LIMIT } from '../../../server/state/namespaces';

/** Namespaces that own a number, and what was told of those that went. */
function counted() {
  const clock = { now: 0 };
  const gone: string[] = [];
  let made = 0;
  const namespaces = createNamespaces<{ readonly name: string; readonly number: number }>({
    make: (name) => {
      made += 1;
      return { name, number: made };
    },
    forget: ({ name }, why) => void gone.push(`${name}: ${why}`),
    now: () => clock.now,
  });
  return { namespaces, clock, gone };
}

test('a namespace that nobody uses for an hour of the emulator’s clock is forgotten', () => {
  const { namespaces, clock, gone } = counted();
  const first = namespaces.of('blue');
  clock.now = IDLE_LIMIT;
  expect(namespaces.of('blue')).toBe(first);
  clock.now = 2 * IDLE_LIMIT + 1;
  expect(namespaces.all()).toEqual([]);
  expect(namespaces.of('blue')).not.toBe(first);
  expect(gone).toEqual(['blue: The namespace was idle for too long.']);
});

test('the default namespace outlives them all', () => {
  const { namespaces, clock } = counted();
  const first = namespaces.of('default');
  clock.now = 10 * IDLE_LIMIT;
  for (let at = 0; at < 3000; at += 1) namespaces.of(`test-${at}`);
  expect(namespaces.of('default')).toBe(first);
});

test('of too many, the one unused for longest goes, also while the clock stands still', () => {
  const { namespaces, gone } = counted();
  for (let at = 0; at < 1000; at += 1) namespaces.of(`test-${at}`);
  namespaces.of('test-0');
  namespaces.of('one more');
  expect(gone).toEqual(['test-1: There are more than 1000 namespaces.']);
});

test('reset of one leaves the others', () => {
  const { namespaces, gone } = counted();
  const [blue, green] = [namespaces.of('blue'), namespaces.of('green')];
  namespaces.reset('blue');
  expect(namespaces.of('green')).toBe(green);
  expect(namespaces.of('blue')).not.toBe(blue);
  namespaces.reset();
  expect(gone).toHaveLength(3);
});
