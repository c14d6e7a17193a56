import { textForLark } from '../../../server/generate/grammar/lark-generate';
import { matchLark } from '../../../server/generate/grammar/lark-match';
import { parseLark } from '../../../server/generate/grammar/lark-parse';
import { createPatternReader } from '../../../server/generate/pattern/read';

const patterns = createPatternReader();
const takes = (grammar: string, text: string) => matchLark(parseLark(grammar), text, patterns);

const MATH = `
start: expr
expr: expr ("+" | "-") term | term
term: term "*" factor | factor
factor: NUMBER | "(" expr ")" | "-" factor
%import common.NUMBER
%ignore " "
`;

const JSON_GRAMMAR = `
?start: value
?value: object | array | ESCAPED_STRING | SIGNED_NUMBER | "true" | "false" | "null"
array: "[" [value ("," value)*] "]"
object: "{" [pair ("," pair)*] "}"
pair: ESCAPED_STRING ":" value
%import common (ESCAPED_STRING, SIGNED_NUMBER, WS)
%ignore WS
`;

const SQL = `
start: "SELECT"i SP cols SP "FROM"i SP NAME limit? ";"
cols: "*" | NAME ("," SP NAME)*
limit: SP "LIMIT"i SP INT
NAME: /[a-z_][a-z0-9_]*/
SP: " "
%import common.INT
`;

/** Left recursion by way of another rule, and two rules that may say nothing. */
const ROUNDABOUT = 'start: a\na: b "x" | "y"\nb: a | c\nc: "z"?';

describe('a text is held against a grammar of Lark', () => {
  test.each<[string, string, string]>([
    ['left recursion', MATH, '1 + 2*(3 - -4.5e3) - 6'],
    ['blanks at both ends', MATH, '  7 '],
    ['a library', JSON_GRAMMAR, '{"a\\"b": [1, -2.50, {"c": null}], "d": []}'],
    ['any case where the grammar says so', SQL, 'select a, b From t LIMIT 10;'],
    ['left recursion round about', ROUNDABOUT, 'zxxx'],
    ['rules that say nothing', ROUNDABOUT, 'xx'],
    ['repetitions with bounds', 'start: ("a" "b"?)~2..3 D{2,}\nD: "0".."9"', 'abaab07'],
    ['signs beyond the basic plane', 'start: "👩" /[🎈-🎉]/+', '👩🎈🎉'],
    ['nothing', 'start: "a"*', ''],
    ['what takes too long to tell', 'start: start start | "a"', 'a'.repeat(3000)],
    ['a pattern that runs wild', 'start: /(a+)+b/', 'a'.repeat(60)],
  ])('%s: taken', (_what, grammar, text) => expect(takes(grammar, text)).toEqual({ takes: true }));

  test.each<[string, string, string, number]>([
    ['a sign too many', MATH, '1 + 2)', 5],
    ['an end too soon', MATH, '4 * (2 +', 8],
    ['nothing where something must be', MATH, '', 0],
    ['a comma too many', JSON_GRAMMAR, '[1, 2,]', 6],
    ['a text without its end', JSON_GRAMMAR, '{"a": "b', 5],
    ['blanks that nobody ignores', SQL, 'SELECT  * FROM t;', 7],
    ['blanks inside a terminal', 'start: WORD\nWORD: "a" "b"\n%ignore " "', 'a b', 0],
    ['another case', 'start: "Yes"', 'yes', 0],
    ['too few', 'start: "a"~3', 'aa', 2],
    ['too many', 'start: "a"~1..2', 'aaa', 2],
    ['left recursion round about', ROUNDABOUT, 'zxz', 2],
  ])('%s: not taken, up to its place', (_what, ...[grammar, text, upTo]) =>
    expect(takes(grammar, text)).toEqual({ takes: false, upTo }),
  );

  test.each([MATH, JSON_GRAMMAR, SQL])('what is said for it is taken: %s', (grammar) => {
    for (let seed = 0; seed < 40; seed += 1) {
      const text = textForLark(parseLark(grammar), { patterns, seed, found: ['7', 'Paris', '"quoted"'] });
      expect([text, takes(grammar, text)]).toEqual([text, { takes: true }]);
    }
  });
});
