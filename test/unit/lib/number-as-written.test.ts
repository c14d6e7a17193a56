import { numberAsWritten } from '../../../server/lib';

const text = '{"n":99.0,"list":[1,[2e2],{"n":-0.50}],"n2":"x","twice":1,"twice":1.0}';

test.each([
  [['n'], '99.0'],
  [['list', 0], '1'],
  [['list', 1, 0], '2e2'],
  [['list', 2, 'n'], '-0.50'],
  [['twice'], '1.0'],
  [['n2'], undefined],
  [['list', 3], undefined],
  [['absent'], undefined],
] as const)('the number at %j is written %s', (path, written) => {
  expect(numberAsWritten(text, path)).toBe(written);
});
