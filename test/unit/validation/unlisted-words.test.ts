import { unlistedWords } from '../../../server/contract/unlisted-words';

const roles = { path: ['messages', '*', 'role'], allowed: ['system', 'user'] };

test('words that a service does not know are told at their place', () => {
  const [issue, ...others] = unlistedWords({ messages: [{ role: 'user' }, { role: 'developer' }, {}] }, roles);
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ rule: 'unlisted-word', path: ['messages', 1, 'role'], facts: { value: 'developer' } });
  expect(issue?.error?.(issue, { route: 'chat' })).toEqual({
    message: "Invalid value: 'developer'. Supported values are: system, user.",
  });
});

test('a body of another shape has none', () => {
  for (const body of [null, [], { messages: 'x' }, { messages: [7] }]) expect(unlistedWords(body, roles)).toEqual([]);
});
