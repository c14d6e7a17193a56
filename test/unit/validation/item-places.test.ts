import fc from 'fast-check';
import { positionsIn } from '../../../server/contract';
import { itemPositions } from '../../../server/lib/read-json';

test('items of the lists of a JSON object stand where YAML finds them', () => {
  const lists = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,4}$/),
    fc.oneof(fc.array(fc.jsonValue(), { minLength: 1 }), fc.jsonValue()),
  );
  fc.assert(
    fc.property(lists, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const [places, asYaml] = [itemPositions(text), positionsIn(text)];
      for (const [key, list] of Object.entries(value)) {
        if (!Array.isArray(list)) continue;
        expect(places.get(key) ?? []).toEqual(list.map((_, at) => asYaml([key, at])));
      }
    }),
  );
});
