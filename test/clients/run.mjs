// Runs the gateway's documented samples with the newest official SDKs against the built server.
import { clientEnvironment } from '../../scripts/client-environment.mjs';
import { runCommand } from '../../scripts/run-command.mjs';
import { startServer } from '../../scripts/start-server.mjs';
import { Tally } from '../../scripts/tally.mjs';
import { languages } from './languages.mjs';
import { baseUrls, samples } from './samples.mjs';

const SAMPLE_LIMIT_MS = 60_000;
const runs = samples.flatMap((sample) => baseUrls[sample.house].map((base) => ({ ...sample, base })));

/** The caller's environment with the sample's address and key, and nothing else that an SDK would obey. */
function environment(base, house) {
  const prefix = house.toUpperCase();
  return { ...clientEnvironment(), [`${prefix}_BASE_URL`]: base, [`${prefix}_API_KEY`]: 'sk-any' };
}

async function runSample([command, args], { url, base, house, expect }) {
  const options = { env: environment(url + base, house), limitMs: SAMPLE_LIMIT_MS };
  const printed = await runCommand(command, args, options);
  expect(JSON.parse(printed.trim().split('\n').at(-1)));
}

async function runLanguage(language, url, tally) {
  let ready;
  try {
    ready = await language.prepare();
  } catch (error) {
    tally.skip(language.name, runs.length, `it or its registry is missing here (${error.message.split('\n')[0]})`);
    return;
  }
  for (const run of runs) {
    const title = `${language.name} ${run.name} at ${run.base}`;
    await tally.check(title, () => runSample(ready.commandOf(run.name), { url, ...run }));
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
