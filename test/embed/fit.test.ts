import type { EmulatorOptions } from '../../server';
import { send } from '../support/http';
import { still } from '../support/start';
import { doors, type SurfaceDoor } from '../support/surfaces';
import { written } from '../support/written';

const WRONG = `fixtures:
  - name: fine
    when: { user: other }
    reply: other

  - name: wrong-city
    when: { user: weather }
    reply: { calls: [{ name: get_weather, arguments: { city: 7 } }] }
`;

const tool = {
  name: 'get_weather',
  schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

const answerTo = async (door: SurfaceDoor, options: EmulatorOptions) =>
  send(await still({ fixtures: [written('mine.yaml', WRONG)], ...options }), {
    path: door.path,
    body: door.withTool('weather', tool),
  });

describe.each(doors)('a scripted reply that the request does not allow, on $id', (door) => {
  test('is refused by the fixture, its file and its line, and marked as ours', async () => {
    const { status, text, headers } = await answerTo(door, {});
    expect(status).toBe(500);
    expect(text).toMatch(
      /wrong-city.* \(.*mine\.yaml:6\) matches, but the arguments for .*get_weather.* \/city must be string/,
    );
    expect(headers['x-llmulator-rule']).toBe('unfit-reply');
    expect(headers['x-should-retry']).toBe('false');
  });

  test('is sent, and told, where that is wanted', async () => {
    const { status, headers, text } = await answerTo(door, { fit: 'warn' });
    expect([status, headers['x-llmulator-fixture'], headers['x-llmulator-warnings']]).toEqual([
      200,
      'wrong-city',
      'fit/arguments',
    ]);
    expect(text).toMatch(/city\\?": ?7/);
  });

  test('is sent without a word where that is wanted', async () => {
    const { status, headers } = await answerTo(door, { fit: 'off' });
    expect([status, headers['x-llmulator-warnings']]).toEqual([200, undefined]);
  });
});

describe.each(doors)('a tool whose schema nothing keeps, on $id', (door) => {
  test('is told with its place', async () => {
    const schema = {
      type: 'object',
      properties: { city: { type: 'integer', minimum: 5, maximum: 3 } },
      required: ['city'],
    };
    const body = door.withTool('get_weather in Paris', { name: 'get_weather', schema });
    const { status, text, headers } = await send(await still(), { path: door.path, body });
    expect([status, headers['x-llmulator-rule']]).toEqual([400, 'unsatisfiable-schema']);
    expect(text).toContain(
      "nothing satisfies the parameters of tool 'get_weather' at properties.city: its least number 5 is above",
    );
  });
});
