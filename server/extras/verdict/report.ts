import type { VerdictReport } from '.';
import type { VerdictRow } from './judge';

const HEAD = ['fault', 'what happened', 'sent', 'waited', 'ended', 'verdict'];

/** The table that people read, with a line for each thing that is wrong. */
export function verdictTable({ rows }: VerdictReport): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const wrong = rows.flatMap(({ trial, faults }) => faults.map((fault) => `${trial}: ${fault}`));
  const count = (verdict: VerdictRow['verdict']) => rows.filter((row) => row.verdict === verdict).length;
  const sum = `${count('good')} good, ${count('bad')} bad, ${count('not-met')} not met`;
  return `${[...lines, '', ...wrong, ...(wrong.length > 0 ? [''] : []), sum].join('\n')}\n`;
}

const cellsOf = ({ trial, says, attempts, waits, ended, code, verdict }: VerdictRow): readonly string[] => [
  trial,
  says,
  attempts === 0 ? '-' : `${attempts} times`.replace(/^1 times$/, 'once'),
  waits.length === 0 ? '-' : waits.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', '),
  { 'by-itself': `with ${code}`, 'by-force': 'never', unseen: '-' }[ended],
  verdict === 'not-met' ? 'not met' : verdict,
];

/** The same for programs. */
export const verdictJson = (report: VerdictReport): string => `${JSON.stringify(report, null, 2)}\n`;
