import { Command, CommanderError, Option } from 'commander';
import { version } from '../package.json';
import { checkFiles } from './check-files';
import { BadOption, configFromEnv, configFromFlags, loadConfig } from './config';
import { createEmulator, type Emulator } from './emulator';
import { settings } from './settings';
import { FileFaults } from './validation';

/** What is printed once requests are answered: lines to paste, and what was loaded. */
function banner({ urls, summary }: Emulator): string {
  const { service, models, fixtures, seed } = summary();
  return `
  OPENAI_BASE_URL=${urls.openai} OPENAI_API_KEY=sk-any
  ANTHROPIC_BASE_URL=${urls.anthropic} ANTHROPIC_API_KEY=sk-any

  curl ${urls.openai}/chat/completions -H 'authorization: Bearer sk-any' -H 'content-type: application/json' \\
    -d '{"model":"deepseek-r1","messages":[{"role":"user","content":"say 1"}]}'

  inspector  ${urls.inspector}
  loaded     service ${service}, ${models} models, ${fixtures} fixtures, seed ${seed}

llmulator is ready on ${urls.base}
`;
}

async function serve(flags: Record<string, unknown>): Promise<void> {
  const { config: file, ...given } = flags;
  const config = loadConfig(file as string | undefined, configFromEnv(process.env), configFromFlags(given));
  const emulator = await createEmulator(config);
  const stop = () => {
    void emulator.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(banner(emulator));
}

/** Flags come from the table of settings, in groups. */
function command(): Command {
  const program = new Command('llmulator')
    .description('A local stand-in for an LLM gateway that speaks the OpenAI and the Anthropic API.')
    .version(version)
    .showSuggestionAfterError()
    .exitOverride();
  const serving = program
    .command('serve', { isDefault: true })
    .description('Serve until stopped (the default command).');
  serving.exitOverride().showSuggestionAfterError().option('--config <file>', 'A config file (llmulator.config.yaml).');
  for (const { flag, env, says, group } of Object.values(settings)) {
    serving.addOption(new Option(flag, `${says} [${env}]`).helpGroup(`${group}:`));
  }
  serving.action(serve);
  program
    .command('check <files...>')
    .description('Check files of fixtures, models, services or configuration without serving.')
    .action((files: readonly string[]) => void process.stdout.write(`${checkFiles(files).join('\n')}\n`));
  return program;
}

/** Complaints about what the user gave us; anything else is a bug and shows its stack. */
function complain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  const known = error instanceof FileFaults || error instanceof BadOption;
  const told = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${told}\n`);
  return 1;
}

command()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = complain(error);
  });
