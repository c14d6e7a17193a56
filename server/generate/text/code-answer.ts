import { once } from '../../lib';
import { type CodeLanguage, type CodeTask, snippetFile } from '../lexicon';
import type { Question } from './question';

const MAKE =
  'write|create|implement|generate|give me|show me|code|写|编写|实现|生成|给我|書いて|作って|実装|써|작성|만들어|напиши|создай|реализуй|escribe|crea|implementa|écris|crée|implémente|schreib|erstelle|implementiere|scrivi|escreva|schrijf|napisz|yaz|viết|اكتب|लिख';
const THING =
  'function|code|program|script|class|algorithm|query|snippet|component|regex|dockerfile|html|css|函数|代码|程序|脚本|算法|関数|コード|プログラム|함수|코드|프로그램|функци|код|программ|скрипт|función|código|programa|fonction|programme|funktion|programm|skript|funzione|função|functie|funkcj|fonksiyon';
const ASKED = new RegExp(`(?:${MAKE})[\\s\\S]{0,60}(?:${THING})|(?:${THING})[\\s\\S]{0,40}(?:${MAKE})`, 'iu');

/** Does a question ask for a program? */
export const wantsCode = ({ plain }: Question): boolean => ASKED.test(plain);

/** Words that make no name of a function. */
const NOT_NAME =
  /^(?:write|a|an|the|in|python|javascript|typescript|java|go|rust|sql|bash|html|c|function|code|program|script|that|which|to|for|of|me|please|create|implement|and|using|with|class|query|can|you|could|short|simple|small|algorithm|snippet)$/iu;
/** Words that a name is made of at most. */
const MAX_WORDS = 3;

/** A name of a function that a prompt gives. */
const GIVEN_NAME =
  /(?:function|method|def|fn|called|named)\s+[`"']?([a-z][a-zA-Z0-9]*_\w+|[a-z]+[A-Z]\w*|(?<=(?:called|named)\s+[`"']?)[a-z]\w+|\w+(?=\())[`"']?/u;
/** Its parameters, in brackets behind it or in words. */
const GIVEN_ARGS =
  /\b\w+\(([a-z_]\w*(?:\s*[:,]\s*[\w[\]]+)*)\)|(?:parameters?|arguments?|args|takes)\s+[`"']?([a-z_]\w*[`"']?(?:\s*,\s*[`"']?[a-z_]\w*[`"']?)*(?:,?\s+and\s+[`"']?[a-z_]\w*[`"']?)?)(?=[\s.,]|$)/u;

interface Row {
  readonly pattern: RegExp;
}

const patterned = <T>(name: string, rows: readonly T[], of: (row: T) => string): readonly (T & Row)[] =>
  once(name, () => rows.map((row) => ({ ...row, pattern: new RegExp(of(row), 'iu') })));

const languages = () => patterned('languages of programs', snippetFile().languages, ({ asked }) => asked);
const tasks = () => patterned('tasks of programs', snippetFile().tasks, ({ task }) => task);
const texts = () => patterned('texts of programs', snippetFile().texts, ({ task }) => task);

/** A short fenced program with a sentence before it: a known task, else a stub with the right name that says so. */
export function codeAnswer({ plain, book }: Question, isBare: boolean): string {
  const named = languages().find(({ pattern }) => pattern.test(plain));
  const text = named === undefined ? texts().find(({ pattern }) => pattern.test(plain)) : undefined;
  const language = named ?? (languages()[0] as CodeLanguage);
  const [fence, program] =
    text === undefined ? [language.fence, programFor(plain, language)] : [text.fence, text.text.trimEnd()];
  return isBare ? program : `${book.code}\n\n\`\`\`${fence}\n${program}\n\`\`\``;
}

/** A function: the body of a known task, else a line that says that it is not there. */
function programFor(plain: string, language: CodeLanguage): string {
  const { style, indent, open, close } = language;
  const task = tasks().find(({ pattern }) => pattern.test(plain.replaceAll('_', ' ')));
  const body = bodyOf(task, language);
  const name = GIVEN_NAME.exec(plain)?.[1] ?? cased(body === undefined ? nameFor(plain) : (task?.name ?? ''), style);
  const own = body === undefined ? givenArgs(plain) : undefined;
  const args = (own ?? task?.args.split(', ') ?? ['value']).map(
    (arg) => `${language.type ?? ''}${arg}${language.typed ?? ''}`,
  );
  const stub = language.stub.replace('{stub}', () => snippetFile().stub);
  return [
    open.replace('{name}', () => name).replace('{args}', () => args.join(', ')),
    ...(body ?? stub).split('\n').map((line) => (line === '' ? line : indent + line)),
    ...(close === undefined ? [] : [close]),
  ].join('\n');
}

function bodyOf(task: CodeTask | undefined, { fence, body }: CodeLanguage): string | undefined {
  if (fence === 'python') return task?.python?.trimEnd();
  return body === 'js' ? task?.js?.trimEnd() : undefined;
}

function givenArgs(plain: string): readonly string[] | undefined {
  const match = GIVEN_ARGS.exec(plain);
  const list = match?.[1] ?? match?.[2];
  const names = list?.split(/\s*,\s*|\s+and\s+/u).map((arg) => /[a-z_]\w*/u.exec(arg)?.[0] ?? '');
  return names?.filter((name) => name !== '' && !NOT_NAME.test(name) && name !== 'and');
}

const cased = (name: string, style: CodeLanguage['style']): string =>
  style === 'snake' ? name : name.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());

function nameFor(plain: string): string {
  const words = (plain.toLowerCase().match(/[a-z]{2,}/gu) ?? []).filter((word) => !NOT_NAME.test(word));
  return words.slice(0, MAX_WORDS).join('_') || 'solve';
}
