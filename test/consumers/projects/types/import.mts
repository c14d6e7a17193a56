import { createServer } from 'node:http';
import {
  createEmulator,
  defineFixture,
  type Emulator,
  type EntryView,
  type Expectation,
  type FixtureReport,
  type LintReport,
  type PaceOption,
  type PlanView,
  type VerdictReport,
} from 'llmulator';

const fixture = defineFixture({ when: { user: 'hi' }, reply: { text: 'hello' } });

export const started: Promise<Emulator> = createEmulator({ port: 0, seed: 0, service: 'gateway', fixtures: [fixture] });
const { urls, app, journal, ...emulator } = await started;
export const base: string = urls.openai;
export const count: number = journal.entries().length;
export const server = createServer(app);

// @ts-expect-error: an option that does not exist
await createEmulator({ prot: 0 });
// @ts-expect-error: a matcher that does not exist
defineFixture({ when: { usr: 'hi' }, reply: 'hello' });

// What methods take and give has a name.
const pace: PaceOption = 'realistic';
emulator.pace(pace);
const expectation: Expectation = { match: { status: 200 }, atLeast: 1 };
await journal.verify(expectation);
export const entry: EntryView = await journal.next({ route: 'chat' }, { timeout: 100 });
export const plans: readonly PlanView[] = emulator.faults.list();
export const fixtures: FixtureReport = emulator.fixtures.report();
export const lint: LintReport = emulator.lint('mine');
export const verdict: VerdictReport = await emulator.verdict({ client: ['node', 'client.mjs'], only: ['retry'] });
// @ts-expect-error: a criterion that does not exist
await journal.verify({ match: { stats: 200 } });
// @ts-expect-error: the clock takes milliseconds
await emulator.clock.advance('1s');
