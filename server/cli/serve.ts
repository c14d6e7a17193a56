import type { Command } from 'commander';
import { BadOption } from '../app/config';
import { createEmulator, type Emulator } from '../app/emulator';
import { INTERRUPTED, onSecondInterrupt } from '../app/interrupts';
import type { Config } from '../app/options';
import { maxDistance, nearest } from '../lib';
import { fixtureReportText } from '../operations';
import { configOf, type Flags, print } from './flags';

/** What is printed once requests are answered: lines to paste, and what was loaded. */
function banner({ urls, summary }: Emulator, workers: number): string {
  const { service, models, fixtures, seed, home } = summary();
  return `
  OPENAI_BASE_URL=${urls.openai} OPENAI_API_KEY=sk-any
  ANTHROPIC_BASE_URL=${urls.anthropic} ANTHROPIC_API_KEY=sk-any

  curl ${urls.openai}/chat/completions -H 'authorization: Bearer sk-any' -H 'content-type: application/json' \\
    -d '{"model":"deepseek-r1","messages":[{"role":"user","content":"say 1"}]}'

  inspector  ${urls.inspector}
  loaded     service ${service}, ${models} models, ${fixtures} fixtures, seed ${seed}
  home       ${home}${workers > 1 ? `, ${workers} workers` : ''}

llmulator is ready on ${urls.base}
`;
}

/** Words that no command takes come to the default one. */
function refuseWords({ args: [word], parent }: Command): void {
  if (word === undefined) return;
  const known = parent?.commands.map((command) => command.name()) ?? [];
  const [near] = nearest(word, known, maxDistance(word));
  const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
  throw new BadOption([`command '${word}' is unknown; ${hint}`]);
}

/** Serves until a signal comes. */
export async function serve(flags: Flags, command: Command): Promise<void> {
  refuseWords(command);
  const { workers = 1, ...config } = configOf(flags);
  if (workers === 1) return serveAlone(config, (words) => print(words));
  if (config.redis === undefined) throw new BadOption([ALONE]);
  const { isWorker, startWorkers, tellReady } = await import('../app/workers');
  if (isWorker()) return serveAlone(config, tellReady, workers);
  print(await startWorkers(workers));
}

const ALONE =
  'workers: several processes share nothing without --redis URL, and each would count scripts, limits and ids for itself; expected --redis URL beside it, or 1 worker';

async function serveAlone(config: Config, tell: (words: string) => void, workers = 1): Promise<void> {
  const emulator = await createEmulator(config);
  let isStopping = false;
  const stop = () => {
    // Ctrl-C reaches all workers and the process that looks after them, which then stops them once more.
    if (isStopping) return;
    isStopping = true;
    // One of several knows only what it has answered itself.
    if (workers === 1) process.stderr.write(fixtureReportText(emulator.fixtures.report()));
    void emulator.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  onSecondInterrupt(() => process.exit(INTERRUPTED));
  tell(banner(emulator, workers));
}
