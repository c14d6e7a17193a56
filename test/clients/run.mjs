// Runs the gateway's documented samples with the newest official SDKs against the built server, then the SDKs of Python under every fault.
import { clientEnvironment } from '../../scripts/client-environment.mjs';
import { runCommand } from '../../scripts/run-command.mjs';
import { startServer } from '../../scripts/start-server.mjs';
import { Tally } from '../../scripts/tally.mjs';
import { checkFaults, faultCount } from './faults.mjs';
import { languages } from './languages.mjs';
import { baseUrls, samples } from './samples.mjs';

const SAMPLE_LIMIT_MS = 60_000;
const runs = samples.flatMap((sample) => baseUrls[sample.house].map((base) => ({ ...sample, base })));

/** The caller's environment with addresses and keys by house, and nothing else that an SDK would obey. */
function environment(addresses) {
  const own = Object.entries(addresses).flatMap(([house, address]) => [
    [`${house.toUpperCase()}_BASE_URL`, address],
    [`${house.toUpperCase()}_API_KEY`, 'sk-any'],
  ]);
  return { ...clientEnvironment(), ...Object.fromEntries(own) };
}

async function runSample([command, args], { url, base, house, expect }) {
  const options = { env: environment({ [house]: url + base }), limitMs: SAMPLE_LIMIT_MS };
  const printed = await runCommand(command, args, options);
  expect(JSON.parse(printed.trim().split('\n').at(-1)));
}

async function runLanguage(language, url, tally) {
  let ready;
  try {
    ready = await language.prepare();
  } catch (error) {
    tally.skip(
      language.name,
      runs.length + (language.meetsFaults ? faultCount : 0),
      `it or its registry is missing here (${error.message.split('\n')[0]})`,
    );
    return;
  }
  for (const run of runs) {
    const title = `${language.name} ${run.name} at ${run.base}`;
    await tally.check(title, () => runSample(ready.commandOf(run.name), { url, ...run }));
  }
  if (language.meetsFaults) {
    const env = environment({ openai: `${url}/v1`, anthropic: `${url}/anthropic` });
    await checkFaults(ready.commandOf('faults'), { url, env, tally });
  }
  await ready.close();
}

const tally = new Tally();
const server = await startServer();
try {
  for (const language of languages) await runLanguage(language, server.url, tally);
} finally {
  await server.stop();
}
tally.close();
