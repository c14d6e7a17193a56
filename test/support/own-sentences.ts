import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** A sentence by which we complain of what a user gave us. */
export interface OwnSentence {
  /** `file:line`. */
  readonly place: string;
  /** Its longest run of fixed words. */
  readonly words: string;
}

/** Errors that tell a user what is wrong; those of the road are bugs or the providers' own. */
const OURS = /^(?:Bad\w+|Unjudgeable|VerificationError|WaitEnded|Error)$/;
/** Calls and members that hand such a sentence on. */
const CALLS = /(?:complain|refuse)$/;
const MEMBERS = /^(?:pattern|message|sentence)$/;
const FUNCTIONS = /^(?:why|wrong|unknown|(?:regex|jsonPath|alias)Error$|\w*(?:Fault|Complaint|Refusal))/;

/** Where sentences are the providers', the road's own, or no complaints. */
const ELSEWHERE = /^server\/(?:providers|pipeline|core)\/|^server\/app\/rule-catalog\.ts$/;

export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

/** All sentences of ours in the server's sources. */
export function ownSentences(root: string): readonly OwnSentence[] {
  const files = filesBelow(join(root, 'server')).filter(
    (file) => file.endsWith('.ts') && !ELSEWHERE.test(relative(root, file)),
  );
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: OwnSentence[] = [];
    const visit = (node: ts.Node): void => {
      for (const text of speakersIn(node).flatMap(textsIn)) {
        const { line } = source.getLineAndCharacterOfPosition(text.node.getStart());
        found.push({ place: `${relative(root, file)}:${line + 1}`, words: text.words });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** Parts of a node that hold sentences. */
function speakersIn(node: ts.Node): readonly ts.Node[] {
  if (ts.isNewExpression(node) && OURS.test(node.expression.getText())) return node.arguments ?? [];
  if (ts.isCallExpression(node) && CALLS.test(node.expression.getText())) return node.arguments;
  if (ts.isPropertyAssignment(node) && MEMBERS.test(node.name.getText())) return [node.initializer];
  if (ts.isFunctionDeclaration(node) && FUNCTIONS.test(node.name?.text ?? '')) return node.body ? [node.body] : [];
  return [];
}

/** The longest fixed run of each text below a node. */
function textsIn(node: ts.Node): readonly { readonly node: ts.Node; readonly words: string }[] {
  const inner: { node: ts.Node; words: string }[] = [];
  ts.forEachChild(node, (child) => void inner.push(...textsIn(child)));
  const chunks =
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)
      ? [node.text]
      : ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
        : [];
  if (ts.isCallExpression(node) && /\.describe$/.test(node.expression.getText())) return [];
  const [words = ''] = chunks
    .filter((chunk) => chunk.includes(' '))
    .map(plain)
    .sort((a, b) => b.length - a.length);
  return words.includes(' ') ? [{ node, words }, ...inner] : inner;
}

/** Words alone: tests may write them as patterns. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
