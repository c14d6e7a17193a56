import type { Command } from 'commander';
import { version } from '../../package.json';
import { settings } from '../app/options';
import { trials } from '../extras/verdict';
import { check, explain, importing, init, judge, rules } from './commands';
import { complain } from './complain';
import { serve } from './serve';

// Loaded at first need: an emulator in a test has no command line.
const commander = () => require('commander') as typeof import('commander');

/** What a flag has been given so far; beside other arguments a list is given piece by piece. */
const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Flags of the settings named, from their table, in groups. A command that takes files takes one value a flag. */
function withSettings(command: Command, keys: readonly (keyof typeof settings)[]): Command {
  const takesFiles = command.registeredArguments.length > 0;
  command.exitOverride().showSuggestionAfterError().option('--config <file>', 'A config file (llmulator.config.yaml).');
  const { Option } = commander();
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
  const { Command } = commander();
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

/** Runs the command line of this process, as `llmulator` does. */
export async function runCommandLine(): Promise<void> {
  process.stdout.on('error', (error) => process.exit(complain(error)));
  try {
    await program().parseAsync();
  } catch (error) {
    process.exitCode = complain(error);
    // A worker would wait for messages of the process that looks after it.
    process.disconnect?.();
  }
}
