import fc from 'fast-check';
import { allProviders } from '../../server/providers/registry';
import { send } from '../support/http';
import { someReply } from '../support/random-turn';
import { still } from '../support/start';
import { doors } from '../support/surfaces';

const tool = { name: 'lookup', schema: { type: 'object', properties: {} } };

describe('a reply is heard alike as JSON and as a stream', () => {
  const surfaces = allProviders.flatMap((house) => house.surfaces);
  for (const door of doors) {
    const { parseReply } = surfaces.find(({ id }) => id === door.id) ?? {};
    test(`${door.id}: for random turns, and a stream that breaks off has no end`, async () => {
      const emulator = await still();
      await fc.assert(
        fc.asyncProperty(someReply, async (reply) => {
          const heard = async (stream: boolean) => {
            await emulator.reset();
            emulator.fixtures.add({ when: { user: 'go' }, reply });
            return (await send(emulator, { path: door.path, body: { ...door.withTool('go', tool), stream } })).text;
          };
          const [json, stream] = [await heard(false), await heard(true)];
          expect(parseReply?.(json)?.stop).toBeDefined();
          expect(parseReply?.(stream)).toEqual(parseReply?.(json));
          const half = stream.split(/(?<=\n\n)/).slice(0, -3);
          expect(parseReply?.(half.join(''))?.stop).toBeUndefined();
        }),
        { numRuns: 40 },
      );
    });
  }
});
