import { send } from '../support/http';
import { still } from '../support/start';
import { doors } from '../support/surfaces';

/** A JSON Schema of `levels` objects, one in the other; each takes two levels of the text. */
const schemaOf = (levels: number): string =>
  `${'{"type":"object","properties":{"a":'.repeat(levels)}{"type":"string"}${'}}'.repeat(levels)}`;

describe('a tool whose schema is absurdly deep', () => {
  for (const door of doors) {
    test.each([5_000, 100_000])(`${door.id}: is refused in the house's envelope at %d levels`, async (levels) => {
      const bugs: string[] = [];
      const emulator = await still({ service: 'vendor', report: (message) => bugs.push(message) });
      const body = JSON.stringify(door.withTool('Call deep.', { name: 'deep', schema: { $deep: 1 } }));
      const raw = body.replace('{"$deep":1}', () => schemaOf(levels));
      const { status, text } = await send(emulator, { path: door.path, raw });
      expect(bugs).toEqual([]);
      expect(status).toBe(400);
      expect(JSON.parse(text).error.type).toBe('invalid_request_error');
    });
  }
});
