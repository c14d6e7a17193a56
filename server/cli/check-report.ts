import type { FileFault } from '../contract';
import type { CheckReport } from './check';
import type { RequestVerdict } from './check-requests';

/** How a check ends that could not be made. */
export const UNUSABLE = 2;

/** How a check ends for the shell: 0 all is well, 1 something is refused, 2 something could not be used. */
export function exitCodeOf({ requests, faults, unusable }: CheckReport): number {
  if (unusable.length > 0) return UNUSABLE;
  return faults.length > 0 || requests.some(({ verdict }) => verdict === 'refused') ? 1 : 0;
}

/** What a check found, for people. */
export function checkReport(report: CheckReport): string {
  const lines = [
    ...report.data.map(({ file, kind }) => `${file}: ${kind}, no faults`),
    ...report.requests.map(verdictLines),
    ...[...report.faults, ...report.unusable].map(faultLine),
    ...summary(report),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a check found, for programs. */
export const checkJson = (report: CheckReport): string => `${JSON.stringify(report, null, 2)}\n`;

const faultLine = ({ file, line, column, message }: FileFault): string => `${file}:${line}:${column}: ${message}`;

function verdictLines(verdict: RequestVerdict): string {
  const { file, line, name, surface, status, rules, grade, message, warnings } = verdict;
  const where = `${file}:${line}${name === undefined ? '' : ` (${name})`}`;
  const warned = warnings.map((id) => `\n  warns: ${id}`).join('');
  if (verdict.verdict === 'taken') return `${where}: ${surface} takes it${warned}`;
  const [first, ...others] = rules;
  const also = others.length === 0 ? '' : `\n  also: ${others.join(', ')}`;
  return `${where}: ${status} ${first}${grade === undefined ? '' : ` [${grade}]`}\n  ${message}${also}${warned}`;
}

function summary({ requests, skipped }: CheckReport): readonly string[] {
  if (requests.length + skipped === 0) return [];
  const refused = requests.filter(({ verdict }) => verdict === 'refused').length;
  const passed = skipped === 0 ? '' : `, ${skipped} passed over: no requests to a model`;
  return [`${requests.length} request${requests.length === 1 ? '' : 's'}, ${refused} refused${passed}`];
}
