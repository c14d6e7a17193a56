import { createJournal, type Journal, MemoryBudget } from '../../../server/journal';

const request = (text: string) => ({
  method: 'POST',
  path: '/v1/chat/completions',
  query: '',
  headers: { authorization: 'Bearer sk-secret' },
  text,
  isUtf8: true,
});

/** One exchange with a request of so many characters. */
function exchange(journal: Journal, size: number): void {
  const entry = journal.draft(request('x'.repeat(size)), { provider: 'openai', route: 'chat', at: 0 });
  entry.place();
  entry.note({ status: 200, reply: Buffer.from('{}') });
  entry.close('answered', 5);
}

const ids = (journal: Journal) => journal.entries().map(({ id }) => id);

test('a journal keeps its newest entries', () => {
  const journal = createJournal({ namespace: 'blue', capacity: 3 });
  for (let at = 0; at < 5; at += 1) exchange(journal, 10);
  expect(ids(journal)).toEqual([3, 4, 5]);
});

test('journals that hold too much together: the one unused for longest forgets first, but never its newest entry', () => {
  const budget = new MemoryBudget(16_000);
  const [idle, busy] = ['idle', 'busy'].map((namespace) => createJournal({ namespace, capacity: 100, budget }));
  for (let at = 0; at < 3; at += 1) exchange(idle as Journal, 3_000);
  for (let at = 0; at < 3; at += 1) exchange(busy as Journal, 3_000);
  expect(ids(idle as Journal)).toEqual([3]);
  expect(ids(busy as Journal)).toEqual([1, 2, 3]);
});

test('what a journal held is free once its namespace is no more', () => {
  const budget = new MemoryBudget(20_000);
  const gone = createJournal({ namespace: 'gone', capacity: 100, budget });
  for (let at = 0; at < 4; at += 1) exchange(gone, 3_000);
  gone.end('The namespace was reset.');
  const next = createJournal({ namespace: 'next', capacity: 100, budget });
  for (let at = 0; at < 5; at += 1) exchange(next, 3_000);
  expect(ids(next)).toEqual([1, 2, 3, 4, 5]);
});

test('a body too deep to be walked is shown and searched as text', () => {
  const journal = createJournal({ namespace: 'deep', capacity: 3 });
  const deep = '['.repeat(100_000);
  const entry = journal.draft(request(`${deep}"needle"`), { provider: 'openai', route: 'chat', at: 0 });
  entry.place();
  entry.close('refused', 0);
  expect(journal.entries({ request: 'needle' })).toHaveLength(1);
  expect(JSON.stringify(journal.entries())).toContain('needle');
});

test('no key is kept', () => {
  const journal = createJournal({ namespace: 'blue', capacity: 3 });
  exchange(journal, 1);
  for (const format of ['jsonl', 'har'] as const) expect(journal.export(format)).not.toContain('sk-secret');
});
