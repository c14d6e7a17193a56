import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { version } from '../package.json';
import { BadOption, configFromEnv, configFromFlags, loadConfig } from './app/config';
import { offlineApp } from './app/create-app';
import { createEmulator, type Emulator } from './app/emulator';
import { type Config, settings } from './app/options';
import { findRules } from './app/rule-catalog';
import { checkFiles } from './cli/check';
import { checkJson, checkReport, exitCodeOf, UNUSABLE } from './cli/check-report';
import { explainFiles, explanations } from './cli/explain';
import { importFile } from './cli/import';
import { initFolder } from './cli/init';
import { rulesJson, rulesReport } from './cli/rules-report';
import { FileFaults } from './contract';
import { trials, Unjudgeable, verdictJson, verdictTable } from './extras/verdict';
import { maxDistance, nearest } from './lib';
import { fixtureReportText } from './operations';

/** What is printed once requests are answered: lines to paste, and what was loaded. */
function banner({ urls, summary }: Emulator, workers: number): string {
  const { service, models, fixtures, seed, home } = summary();
  return `
  export OPENAI_BASE_URL=${urls.openai} OPENAI_API_KEY=sk-any
  export ANTHROPIC_BASE_URL=${urls.anthropic} ANTHROPIC_API_KEY=sk-any

  PowerShell:
  $env:OPENAI_BASE_URL='${urls.openai}'; $env:OPENAI_API_KEY='sk-any'
  $env:ANTHROPIC_BASE_URL='${urls.anthropic}'; $env:ANTHROPIC_API_KEY='sk-any'

  curl ${urls.openai}/chat/completions -H 'authorization: Bearer sk-any' -H 'content-type: application/json' \\
    -d '{"model":"deepseek-r1","messages":[{"role":"user","content":"say 1"}]}'

  inspector  ${urls.inspector}
  loaded     service ${service}, ${models} models, ${fixtures} fixtures, seed ${seed}
  home       ${home}${workers > 1 ? `, ${workers} workers` : ''}

llmulator is ready on ${urls.base}
`;
}

type Flags = Readonly<Record<string, unknown>>;

/** File, environment and flags together. */
function configOf({ config: file, ...given }: Flags): Config {
  return loadConfig(file as string | undefined, configFromEnv(process.env), configFromFlags(given));
}

const print = (text: string): void => void process.stdout.write(text);

/** Words that no command takes come to the default one. */
function refuseWords({ args: [word], parent }: Command): void {
  if (word === undefined) return;
  const known = parent?.commands.map((command) => command.name()) ?? [];
  const [near] = nearest(word, known, maxDistance(word));
  const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
  throw new BadOption([`command '${word}' is unknown; ${hint}`]);
}

async function serve(flags: Flags, command: Command): Promise<void> {
  refuseWords(command);
  const { workers = 1, ...config } = configOf(flags);
  if (workers === 1) return serveAlone(config, (words) => print(words));
  if (config.redis === undefined) throw new BadOption([ALONE]);
  const { isWorker, startWorkers, tellReady } = await import('./app/workers');
  if (isWorker()) return serveAlone(config, tellReady, workers);
  print(await startWorkers(workers));
}

const ALONE =
  'workers: several processes share nothing without --redis URL, and each would count scripts, limits and ids for itself; expected --redis URL beside it, or 1 worker';

async function serveAlone(config: Config, tell: (words: string) => void, workers = 1): Promise<void> {
  const emulator = await createEmulator(config);
  let isStopping = false;
  const stop = () => {
    // Whoever presses Ctrl-C is heard by all workers, and then by the one that looks after them.
    if (isStopping) return;
    isStopping = true;
    // One of several knows only what it has answered itself.
    if (workers === 1) process.stderr.write(fixtureReportText(emulator.fixtures.report()));
    void emulator.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  tell(banner(emulator, workers));
}

async function check(files: readonly string[], { surface, json, ...flags }: Flags): Promise<void> {
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

function rules(pattern: string | undefined, { json, ...flags }: Flags): void {
  const { service } = offlineApp(configOf(flags));
  const found = findRules(service, pattern);
  print(json === true ? rulesJson(found) : rulesReport(found));
  process.exitCode = found.length === 0 ? 1 : 0;
}

async function explain(files: readonly string[], { surface, json, ...flags }: Flags): Promise<void> {
  const all = await explainFiles({ files, surface: surface as string | undefined, config: configOf(flags) });
  print(explanations(all, json === true));
  process.exitCode = all.every(({ answer }) => answer !== undefined) ? 0 : 1;
}

async function importing(file: string, flags: Flags): Promise<void> {
  const { text, count, notes } = await importFile(offlineApp(configOf(flags)), file);
  for (const note of notes) process.stderr.write(`left out: ${note}\n`);
  process.stderr.write(`${count} fixtures of ${file}\n`);
  print(text);
}

function init(folder = '.'): void {
  for (const name of initFolder(folder)) print(`wrote ${join(folder, name)}\n`);
}

/** What `verdict` is told besides settings. */
interface VerdictFlags extends Flags {
  readonly only?: string;
  readonly timeLimit?: string;
  readonly json?: boolean;
}

async function judge(client: readonly string[], { only, timeLimit, json, ...flags }: VerdictFlags): Promise<void> {
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

/** What a flag has been given so far; beside other arguments a list is given piece by piece. */
const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Flags of the settings named, from their table, in groups. A command that takes files takes one value a flag. */
function withSettings(command: Command, keys: readonly (keyof typeof settings)[]): Command {
  const takesFiles = command.registeredArguments.length > 0;
  command.exitOverride().showSuggestionAfterError().option('--config <file>', 'A config file (llmulator.config.yaml).');
  for (const key of keys) {
    const { flag, env, summary, group } = settings[key];
    const option = new Option(takesFiles ? flag.replace('...', '') : flag, `${summary} [${env}]`).helpGroup(
      `${group}:`,
    );
    command.addOption(takesFiles && option.required ? option.argParser(collected) : option);
  }
  return command;
}

/** Settings that decide what is right, as opposed to how it is served. */
const OF_RULES = ['service', 'rules', 'models', 'services'] as const;

/** Settings that a client under trial may need. */
const OF_CLIENTS = ['service', 'rules', 'models', 'services', 'fixtures', 'strict', 'seed', 'pace'] as const;

function program(): Command {
  const all = new Command('llmulator')
    .description('A local stand-in for an LLM gateway that speaks the OpenAI and the Anthropic API.')
    .version(version)
    .showSuggestionAfterError()
    .exitOverride();
  const serving = all.command('serve', { isDefault: true }).description('Serve until stopped (the default command).');
  withSettings(serving, Object.keys(settings) as (keyof typeof settings)[])
    .allowExcessArguments()
    .action(serve);
  const checking = all
    .command('check <files...>')
    .description('Check requests (JSON, JSONL, HAR; - for standard input) and files of ours, without serving.')
    .option('--surface <id>', 'Where the requests go: chat, responses, messages, ... (guessed from URL or body).')
    .option('--json', 'Print the findings as JSON.');
  withSettings(checking, OF_RULES).action(check);
  const explaining = all
    .command('explain <files...>')
    .description(
      'Tell which fixture answers a request (JSON, JSONL, HAR; - for standard input), and why, without serving.',
    )
    .option('--surface <id>', 'Where the requests go: chat, responses, messages, ... (guessed from URL or body).')
    .option('--json', 'Print it as JSON.');
  withSettings(explaining, [...OF_RULES, 'fixtures', 'strict', 'fit']).action(explain);
  const taking = all
    .command('import <file>')
    .description('Print a fixture file made of aimock JSON, mockllm YAML, a HAR or a VCR cassette.');
  withSettings(taking, ['models']).action(importing);
  all.command('init [folder]').description('Write a commented example: a config file and fixtures.').action(init);
  const listing = all
    .command('rules [pattern]')
    .description('List rules by a glob or by words: id, level, grade, sentence, reference.')
    .option('--json', 'Print them as JSON.');
  withSettings(listing, OF_RULES).action(rules);
  const judging = all
    .command('verdict <command...>')
    .description('Run a client (after --) under each fault of a table and tell what it did; 1 if anything is bad.')
    .option('--only <ids>', `Trials to run: ${trials.map(({ id }) => id).join(', ')}.`)
    .option('--time-limit <seconds>', 'After how long a run is ended (30).')
    .option('--json', 'Print the rows as JSON.');
  withSettings(judging, OF_CLIENTS).action(judge);
  return all;
}

/** Complaints about what the user gave us; anything else is a bug and shows its stack. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const known = error instanceof FileFaults || error instanceof BadOption || error instanceof Unjudgeable;
  const told = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${told}\n`);
  return 1;
}

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

program()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = complain(error);
    // A worker would wait for words of the process that looks after it.
    process.disconnect?.();
  });
