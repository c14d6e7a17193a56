import { BadOption } from '../app/config';
import { FileFaults } from '../contract';
import { Unjudgeable } from '../extras/verdict';

/** What a file system, a network or a pipe refuses, with the name that it has in the system's tables. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

const isSystemError = (error: Error): error is SystemError => 'code' in error && 'syscall' in error;

/** `EACCES: permission denied, open '/x'` is `cannot open /x: permission denied (EACCES)`. */
function systemSentence({ code, syscall, path, message }: SystemError): string {
  if (code === 'EPIPE') return 'standard output was closed by its reader (EPIPE)';
  const [, reason = message] = /^\w+: ([^,]+)/u.exec(message) ?? [];
  const where = path ?? (syscall === 'write' ? 'to standard output' : '');
  return `cannot ${syscall} ${where}: ${reason} (${code})`.replace(' :', ':');
}

/** Tells what a user can mend in a sentence, and a fault of ours with its stack. Gives the exit code. */
export function complain(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error) return Number(error.exitCode);
  process.stderr.write(`${sentence(error)}\n`);
  return 1;
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isSystemError(error)) return systemSentence(error);
  const isKnown = error instanceof FileFaults || error instanceof BadOption || error instanceof Unjudgeable;
  return isKnown ? error.message : (error.stack ?? error.message);
}
