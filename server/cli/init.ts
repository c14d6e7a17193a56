import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadOption } from '../app/config';

/** Where the schemas of the package stand, beside the code and beside the bundle alike. */
const SCHEMAS =
  [join(__dirname, '..', 'schemas'), join(__dirname, '..', '..', 'schemas')].find(existsSync) ?? 'schemas';

/** Where editors find them: in the package where it is installed, else in a copy. */
const INSTALLED = 'node_modules/llmulator/schemas';
const COPIED = '.llmulator/schemas';

const config = (schemas: string): string => `# yaml-language-server: $schema=./${schemas}/config.json
# Every setting is also a flag and an environment variable: llmulator serve --help

# Which real service is imitated: gateway, vendor, or one of your own (services: [...]).
service: gateway

# Files or folders of scripted replies; they go before the built-in ones.
fixtures: [fixtures]

# Refuse what no fixture answers, instead of inventing a reply.
# strict: true

# How fast replies come: instant, fast, realistic, slow, busy, or {first: 300, rate: 50}.
# pace: realistic
`;

const fixtures = (schemas: string): string => `# yaml-language-server: $schema=../${schemas}/fixtures.json
# What does a request get, and why? llmulator explain REQUEST.json

fixtures:
  # The whole text; case, white space and final punctuation do not matter.
  - name: greeting
    when: { user: Hello there }
    reply: General greetings.

  # A pattern between slashes; what its named groups find can be said again.
  - name: order-status
    when: { user: '/order (?<id>\\d+)/i' }
    reply: { template: true, text: 'Order {{captures.id}} is on its way to {{fake.city}}.' }

  # A call of a tool, where the request offers it; then an answer to its result.
  - name: weather-call
    when: { user: { contains: weather }, tool: get_weather }
    reply: { calls: [{ name: get_weather, arguments: { city: Paris } }] }
  - name: weather-answer
    when: { tool_result: get_weather }
    reply: It is sunny in Paris.

  # The first request fails, the second does not.
  - name: try-again
    when: { user: try again }
    replies: [{ fault: 'overloaded' }, Here you are.]

scripts:
  # Conversations are told apart by what has been said in them.
  - name: booking
    turns:
      - { user: book a flight, reply: Where to? }
      - { user: { contains: Paris }, reply: Shall I book it? }
      - branches:
          - [{ user: 'yes', reply: Booked. }]
          - [{ user: 'no', reply: Another time. }]
`;

/** Writes a commented example into a folder; what is there is left alone. Gives the files that were written. */
export function initFolder(folder: string): readonly string[] {
  const schemas = existsSync(join(folder, INSTALLED)) ? INSTALLED : COPIED;
  const files = { 'llmulator.config.yaml': config(schemas), 'fixtures/example.yaml': fixtures(schemas) };
  const there = Object.keys(files).filter((name) => existsSync(join(folder, name)));
  if (there.length > 0) throw new BadOption([`${there.join(' and ')} already there; nothing was written`]);
  mkdirSync(join(folder, 'fixtures'), { recursive: true });
  if (schemas === COPIED) cpSync(SCHEMAS, join(folder, COPIED), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return Object.keys(files);
}
