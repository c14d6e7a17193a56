import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offlineApp } from '../app/create-app';
import { createEmulator } from '../app/emulator';
import { findRules } from '../app/rule-catalog';
import { verdictJson, verdictTable } from '../extras/verdict';
import { checkFiles } from './check';
import { checkJson, checkReport, exitCodeOf, UNUSABLE } from './check-report';
import { complain } from './complain';
import { explainFiles, explanations } from './explain';
import { configOf, type Flags, print } from './flags';
import { importFile } from './import';
import { initFolder } from './init';
import { rulesJson, rulesReport } from './rules-report';

export async function check(files: readonly string[], { surface, json, ...flags }: Flags): Promise<void> {
  try {
    const report = await checkFiles({
      files,
      surface: surface as string | undefined,
      config: configOf(flags),
      standardInput: () => readFileSync(0, 'utf8'),
    });
    print(json === true ? checkJson(report) : checkReport(report));
    process.exitCode = exitCodeOf(report);
  } catch (error) {
    complain(error);
    process.exitCode = UNUSABLE;
  }
}

export function rules(pattern: string | undefined, { json, ...flags }: Flags): void {
  const { service } = offlineApp(configOf(flags));
  const found = findRules(service, pattern);
  print(json === true ? rulesJson(found) : rulesReport(found));
  process.exitCode = found.length === 0 ? 1 : 0;
}

export async function explain(files: readonly string[], { surface, json, ...flags }: Flags): Promise<void> {
  const all = await explainFiles({ files, surface: surface as string | undefined, config: configOf(flags) });
  print(explanations(all, json === true));
  process.exitCode = all.every(({ answer }) => answer !== undefined) ? 0 : 1;
}

export async function importing(file: string, flags: Flags): Promise<void> {
  const { text, count, notes } = await importFile(offlineApp(configOf(flags)), file);
  for (const note of notes) process.stderr.write(`left out: ${note}\n`);
  process.stderr.write(`${count} fixtures of ${file}\n`);
  print(text);
}

export function init(folder = '.'): void {
  for (const name of initFolder(folder)) print(`wrote ${join(folder, name)}\n`);
}

/** What `verdict` is told besides settings. */
interface VerdictFlags extends Flags {
  readonly only?: string;
  readonly timeLimit?: string;
  readonly json?: boolean;
}

export async function judge(
  client: readonly string[],
  { only, timeLimit, json, ...flags }: VerdictFlags,
): Promise<void> {
  const { workers: _workers, redis: _redis, ...config } = configOf(flags);
  const emulator = await createEmulator({ port: 0, ...config });
  try {
    const limit = timeLimit === undefined ? undefined : Number(timeLimit) * 1000;
    const report = await emulator.verdict({ client, only: only?.split(','), limit });
    print(json === true ? verdictJson(report) : verdictTable(report));
    process.exitCode = report.good ? 0 : 1;
  } catch (error) {
    complain(error);
    process.exitCode = UNUSABLE;
  } finally {
    await emulator.stop();
  }
}
