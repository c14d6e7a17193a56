import fc from 'fast-check';
import { send } from '../support/http';
import { readSse, SseReader } from '../support/sse';
import { still } from '../support/start';
import { ask, doors } from '../support/surfaces';

describe('law 7: frames cut at any byte parse back to the same frames', () => {
  for (const door of doors) {
    test(door.id, async () => {
      const { text } = await send(await still(), ask(door, '写一首关于春天的诗', { stream: true }));
      const bytes = Buffer.from(text);
      const whole = readSse(text);
      expect(whole.length).toBeGreaterThan(5);
      fc.assert(
        fc.property(fc.array(fc.nat(bytes.length), { maxLength: 30 }), (cuts) => {
          const borders = [0, ...cuts.sort((a, b) => a - b), bytes.length];
          const decoder = new TextDecoder();
          const reader = new SseReader();
          const read = borders
            .slice(1)
            .flatMap((end, i) => reader.push(decoder.decode(bytes.subarray(borders[i], end), { stream: true })));
          expect(read).toEqual(whole);
        }),
        { numRuns: 50 },
      );
    });
  }
});
