import { overlap, stemsOf } from '../extract/text-sentences';

const SECTION =
  /\[(Task|Question|Submission|Criterion|Expert|Expert Answer|Reference)\]:?\s*([\s\S]*?)(?=\n\s*\*{3,}|\n\[|$)/giu;

/** The letter that a prompt leans to: a grade by what two texts share, else the option nearest to the question. */
export function letterFor(letters: readonly string[], text: string): string {
  const sections = new Map([...text.matchAll(SECTION)].map(([, name = '', words = '']) => [name.toLowerCase(), words]));
  const submission = sections.get('submission');
  const expected = sections.get('criterion') ?? sections.get('expert') ?? sections.get('expert answer');
  if (submission !== undefined && expected !== undefined) return gradeOf(letters, submission, expected);
  const options = [...text.matchAll(/^\s*\(?([A-Z])[).:]\s+(.+)$/gmu)].map(([, letter = '', words = '']) => ({
    letter,
    words,
  }));
  const asked = stemsOf(text.replace(/^\s*\(?[A-Z][).:]\s+.+$/gmu, ''));
  const best = options
    .filter(({ letter }) => letters.includes(letter))
    .map((option) => ({ ...option, shared: overlap(stemsOf(option.words), asked) }))
    .sort((a, b) => b.shared - a.shared)[0];
  return best?.letter ?? letters[0] ?? 'A';
}

/** `C` and `I` are the grades of most suites; the first and the last letter where they are not. */
function gradeOf(letters: readonly string[], submission: string, expected: string): string {
  const wanted = stemsOf(expected);
  const isRight = wanted.size > 0 && overlap(wanted, stemsOf(submission)) >= Math.ceil(wanted.size / 2);
  const good = letters.includes('C') ? 'C' : (letters[0] ?? 'A');
  const bad = letters.includes('I') ? 'I' : (letters.at(-1) ?? 'B');
  return isRight || submission.includes(expected.trim()) ? good : bad;
}
