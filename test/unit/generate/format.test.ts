import { send } from '../../support/http';
import { still } from '../../support/start';

const ask = async (content: string, system?: string): Promise<string> => {
  const emulator = await still({ service: 'vendor' });
  const messages = [...(system === undefined ? [] : [{ role: 'system', content: system }]), { role: 'user', content }];
  const { text } = await send(emulator, { path: '/v1/chat/completions', body: { model: 'gpt-4o-mini', messages } });
  return JSON.parse(text).choices[0].message.content;
};

describe('a form told in words', () => {
  test.each<[string, string, string | undefined, RegExp]>([
    [
      'one label',
      'I was billed twice, refund me.',
      'Route the message. Reply with exactly one of: TECH, BILLING, OTHER.',
      /^BILLING$/,
    ],
    [
      'labels in the user message',
      'Label this tweet as positive, neutral or negative: "What a wonderful day!"',
      undefined,
      /^positive$/,
    ],
    [
      'labels with descriptions',
      'The app crashes when I log in.',
      'Choose one of the following categories:\n- refunds: money back\n- bugs: the app crashes or fails\nAnswer with the category only.',
      /^bugs$/,
    ],
    ['yes or no', 'Is this text angry? "I love it here, thank you!" Answer yes or no.', undefined, /^no$/i],
    ['a bare number', 'What is 17 + 25? Answer with only the number.', undefined, /^42$/],
    [
      'a rating',
      'Excellent service, wonderful people.',
      'Rate the review. Respond with a single integer between 1 and 10.',
      /^(?:10|[1-9])$/,
    ],
    [
      'a date',
      'When does it open? "It opens on 3 May 2025." Use the format YYYY-MM-DD only.',
      undefined,
      /^2025-05-03$/,
    ],
    [
      'a comma-separated list',
      'Name four fruits.',
      'Answer with comma separated values only.',
      /^[^,\n]+(?:, [^,\n]+){3}$/,
    ],
    ['numbered lines', 'Give me three tips as a numbered list.', undefined, /^1\. .+\n2\. .+\n3\. .+$/],
    ['bullets', 'List exactly 2 risks as bullet points.', undefined, /^- .+\n- .+$/],
    [
      'tags',
      'Put the result between <result> and </result>. The key is under the mat. Where is the key?',
      undefined,
      /^<result>.*mat.*<\/result>$/,
    ],
    [
      'a table',
      'List two rivers in a table with the columns Name and Length.',
      undefined,
      /^\| Name \| Length \|\n\| --- \| --- \|\n\|.*\|\n\|.*\|$/,
    ],
    ['exact words', 'Reply with exactly "READY".', undefined, /^READY$/],
    ['one word', 'In one word, what is a feeling of joy?', undefined, /^\p{L}+$/u],
    [
      'a text agent',
      'Tools:\nsearch: finds pages\ncalc: computes numbers\n\nUse this format:\nAction: one of [search, calc]\nAction Input: the input\nObservation: the result\nFinal Answer: the answer\n\nBegin!\n\nQuestion: compute 3 * 9 with calc\nThought:',
      undefined,
      /Action: calc\nAction Input: 3 \* 9$/,
    ],
    [
      'the end of a text agent',
      'Tools:\ncalc: computes numbers\n\nAction: one of [calc]\nAction Input: x\nFinal Answer: y\n\nBegin!\n\nQuestion: 3 * 9\nThought: I compute.\nAction: calc\nAction Input: 3 * 9\nObservation: 27\nThought:',
      undefined,
      /Final Answer: 27$/,
    ],
    [
      'SQL',
      'How many users are there per country?',
      'Schema: CREATE TABLE users (id INT, country TEXT);\nReturn SQL only, no explanation.',
      /^SELECT country, COUNT\(\*\) FROM users GROUP BY country;$/,
    ],
    ['a fact of the text', 'Maya runs the bakery. Otis runs the mill.\n\nWho runs the mill?', undefined, /Otis/],
    [
      'nothing in the text',
      'Who is the king of Spain?',
      'Answer from the context below. If it is not there, reply exactly: UNKNOWN\n\nContext: Cats sleep all day.',
      /^UNKNOWN$/,
    ],
  ])('%s', async (...[, user, system, wanted]) => expect(await ask(user, system)).toMatch(wanted));

  test.each([
    [
      'typed members',
      'Ines Duarte ordered 4 lamps. Return JSON: {"customer": string, "count": integer}',
      { customer: 'Ines Duarte', count: 4 },
    ],
    ['an example', 'Make JSON like {"name": "Bob Ray", "age": 5}: Lena Falk, 44', { name: 'Lena Falk', age: 44 }],
    [
      'a class',
      'class Person(BaseModel):\n    name: str\n    age: int\n\nExtract a Person as JSON: Omar Said is 61 years old.',
      { name: 'Omar Said', age: 61 },
    ],
    ['keys', 'Answer in JSON with the keys name and age. Tea Lund is 19 years old.', { name: 'Tea Lund', age: 19 }],
  ])('JSON by %s', async (_name, user, wanted) => expect(JSON.parse(await ask(user))).toEqual(wanted));

  test('a fact of an earlier turn is told again', async () => {
    const emulator = await still({ service: 'vendor' });
    const messages = [
      { role: 'user', content: 'My locker is 4471.' },
      { role: 'assistant', content: 'Noted.' },
      { role: 'user', content: 'What is my locker? Just the number.' },
    ];
    const { text } = await send(emulator, { path: '/v1/chat/completions', body: { model: 'gpt-4o-mini', messages } });
    expect(JSON.parse(text).choices[0].message.content).toBe('4471');
  });

  test('chat that asks for no form is answered in sentences', async () => {
    for (const text of ['Tell me about the sea.', 'What makes good tea?', 'I like red and blue, what about you?']) {
      expect(await ask(text)).toMatch(/[.!?]$/);
    }
  });
});
