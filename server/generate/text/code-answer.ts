import tasks from '../../data/lexicon/snippets.json';
import type { Question } from './question';
import { sentences } from './sentences';

interface Snippet {
  /** The name after the fence. */
  readonly fence: string;
  readonly asked: RegExp;
  /** `{name}` stands for a name in the language's usual case. */
  readonly lines: readonly string[];
  readonly style: 'snake' | 'camel';
}

/** A short program for each language that prompts ask for; the first is written where none is named. */
const SNIPPETS: readonly [Snippet, ...Snippet[]] = [
  {
    fence: 'python',
    asked: /\bpython\b|\bpy\b/iu,
    style: 'snake',
    lines: [
      'def {name}(values):',
      '    """Return the values that are present, in order."""',
      '    return sorted(value for value in values if value is not None)',
      '',
      '',
      'print({name}([3, 1, 2]))',
    ],
  },
  {
    fence: 'typescript',
    asked: /\btypescript\b|\bts\b/iu,
    style: 'camel',
    lines: [
      'export function {name}(values: readonly number[]): number[] {',
      '  return [...values].sort((a, b) => a - b);',
      '}',
      '',
      'console.log({name}([3, 1, 2]));',
    ],
  },
  {
    fence: 'javascript',
    asked: /\bjavascript\b|\bjs\b|\bnode(?:\.js)?\b/iu,
    style: 'camel',
    lines: [
      'function {name}(values) {',
      '  return [...values].sort((a, b) => a - b);',
      '}',
      '',
      'console.log({name}([3, 1, 2]));',
    ],
  },
  {
    fence: 'java',
    asked: /\bjava\b/iu,
    style: 'camel',
    lines: [
      'import java.util.Arrays;',
      '',
      'public class Main {',
      '    static int[] {name}(int[] values) {',
      '        int[] copy = values.clone();',
      '        Arrays.sort(copy);',
      '        return copy;',
      '    }',
      '',
      '    public static void main(String[] args) {',
      '        System.out.println(Arrays.toString({name}(new int[] {3, 1, 2})));',
      '    }',
      '}',
    ],
  },
  {
    fence: 'go',
    asked: /\bgolang\b|\bin go\b|\bgo (?:function|program|code)\b|用\s?go/iu,
    style: 'camel',
    lines: [
      'package main',
      '',
      'import (',
      '\t"fmt"',
      '\t"sort"',
      ')',
      '',
      'func {name}(values []int) []int {',
      '\tsorted := append([]int(nil), values...)',
      '\tsort.Ints(sorted)',
      '\treturn sorted',
      '}',
      '',
      'func main() {',
      '\tfmt.Println({name}([]int{3, 1, 2}))',
      '}',
    ],
  },
  {
    fence: 'rust',
    asked: /\brust\b/iu,
    style: 'snake',
    lines: [
      'fn {name}(values: &[i32]) -> Vec<i32> {',
      '    let mut sorted = values.to_vec();',
      '    sorted.sort();',
      '    sorted',
      '}',
      '',
      'fn main() {',
      '    println!("{:?}", {name}(&[3, 1, 2]));',
      '}',
    ],
  },
  {
    fence: 'sql',
    asked: /\bsql\b/iu,
    style: 'snake',
    lines: [
      'SELECT id, name, created_at',
      'FROM {name}',
      'WHERE active = TRUE',
      'ORDER BY created_at DESC',
      'LIMIT 10;',
    ],
  },
  {
    fence: 'bash',
    asked: /\b(?:bash|shell|zsh)\b/iu,
    style: 'snake',
    lines: [
      '#!/usr/bin/env bash',
      'set -euo pipefail',
      '',
      '{name}() {',
      '  sort -n "$1" | uniq',
      '}',
      '',
      '{name} "$1"',
    ],
  },
  {
    fence: 'html',
    asked: /\bhtml\b/iu,
    style: 'snake',
    lines: [
      '<!doctype html>',
      '<html lang="en">',
      '  <head><meta charset="utf-8"><title>{name}</title></head>',
      '  <body>',
      '    <h1>{name}</h1>',
      '    <p>Hello!</p>',
      '  </body>',
      '</html>',
    ],
  },
  {
    fence: 'c',
    asked: /\bin c\b|\bc (?:function|program|code)\b|c语言/iu,
    style: 'snake',
    lines: [
      '#include <stdio.h>',
      '',
      'static int {name}(int a, int b) {',
      '    return a > b ? a : b;',
      '}',
      '',
      'int main(void) {',
      '    printf("%d\\n", {name}(3, 2));',
      '    return 0;',
      '}',
    ],
  },
];

const MAKE =
  'write|create|implement|generate|give me|show me|code|写|编写|实现|生成|给我|書いて|作って|実装|써|작성|만들어|напиши|создай|реализуй|escribe|crea|implementa|écris|crée|implémente|schreib|erstelle|implementiere';
const THING =
  'function|code|program|script|class|algorithm|query|snippet|component|regex|函数|代码|程序|脚本|算法|関数|コード|プログラム|함수|코드|프로그램|функци|код|программ|скрипт|función|código|programa|fonction|programme|funktion|programm|skript';
const ASKED = new RegExp(`(?:${MAKE})[\\s\\S]{0,60}(?:${THING})|(?:${THING})[\\s\\S]{0,40}(?:${MAKE})`, 'iu');

/** Does a question ask for a program? */
export const wantsCode = ({ plain }: Question): boolean => ASKED.test(plain);

/** Words that make no name of a function. */
const NOT_NAME =
  /^(?:write|a|an|the|in|python|javascript|typescript|java|go|rust|sql|bash|html|c|function|code|program|script|that|which|to|for|of|me|please|create|implement|and|using|with|class|query|can|you|could|short|simple|small|algorithm|snippet)$/iu;
/** Words that a name is made of at most. */
const MAX_WORDS = 3;

/** How code is given: with words and a fence around it, or bare. */
interface CodeStyle {
  readonly seed: number;
  readonly isBare: boolean;
}

interface TaskSnippet {
  readonly task: string;
  readonly args: string;
  readonly name: string;
  readonly python: readonly string[];
  readonly js: readonly string[];
}

const TASKS: readonly (TaskSnippet & { readonly pattern: RegExp })[] = tasks.map((row) => ({
  ...row,
  pattern: new RegExp(row.task, 'iu'),
}));

/** A name of a function that a prompt gives. */
const GIVEN_NAME =
  /(?:function|method|def|fn|called|named)\s+[`"']?([a-z][a-zA-Z0-9]*_\w+|[a-z]+[A-Z]\w*|(?<=(?:called|named)\s+[`"']?)[a-z]\w+|\w+(?=\())[`"']?/u;

/** A short fenced program with a sentence before it: a known task, else a stub with the right name that says so. */
export function codeAnswer({ plain, book }: Question, { seed, isBare }: CodeStyle): string {
  const snippet = SNIPPETS.find(({ asked }) => asked.test(plain)) ?? SNIPPETS[0];
  const program =
    taskProgram(plain, snippet) ?? snippet.lines.join('\n').replaceAll('{name}', nameFor(plain, snippet.style));
  if (isBare) return program;
  const intro = sentences(book.code, {}, { seed }).join(book.gap);
  return `${intro}\n\n\`\`\`${snippet.fence}\n${program}\n\`\`\``;
}

const STUB = 'Not implemented: llmulator writes known tasks only; add a fixture for this one.';

/** A function in Python, JavaScript or TypeScript. */
function taskProgram(plain: string, { fence, style }: Snippet): string | undefined {
  const isPython = fence === 'python';
  if (!isPython && fence !== 'javascript' && fence !== 'typescript') return undefined;
  const task = TASKS.find(({ pattern }) => pattern.test(plain.replaceAll('_', ' ')));
  const given = GIVEN_NAME.exec(plain)?.[1];
  const name = given ?? cased(task?.name ?? nameFor(plain, 'snake'), style);
  const args = task?.args ?? 'value';
  if (isPython)
    return [`def ${name}(${args}):`, ...(task?.python ?? [`    raise NotImplementedError("${STUB}")`])].join('\n');
  const typed =
    fence === 'typescript'
      ? args
          .split(', ')
          .map(
            (arg) =>
              `${arg}: ${/^(?:text|name|a|b)$/u.test(arg) ? 'string' : /^(?:values|lists)$/u.test(arg) ? 'any[]' : 'any'}`,
          )
          .join(', ')
      : args;
  return [`function ${name}(${typed}) {`, ...(task?.js ?? [`  throw new Error('${STUB}');`]), '}'].join('\n');
}

const cased = (name: string, style: Snippet['style']): string =>
  style === 'snake' ? name : name.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());

function nameFor(plain: string, style: Snippet['style']): string {
  const words = (plain.toLowerCase().match(/[a-z]{2,}/gu) ?? [])
    .filter((word) => !NOT_NAME.test(word))
    .slice(0, MAX_WORDS);
  if (words.length === 0) return style === 'snake' ? 'sort_values' : 'sortValues';
  return words
    .map((word, at) => (style === 'camel' && at > 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join(style === 'snake' ? '_' : '');
}
