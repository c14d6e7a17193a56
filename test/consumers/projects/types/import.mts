import { createServer } from 'node:http';
import { createEmulator, defineFixture, type Emulator } from 'llmulator';

const fixture = defineFixture({ when: { user: 'hi' }, reply: { text: 'hello' } });

export const started: Promise<Emulator> = createEmulator({ port: 0, seed: 0, service: 'gateway', fixtures: [fixture] });
const { urls, app, journal } = await started;
export const base: string = urls.openai;
export const count: number = journal.entries().length;
export const server = createServer(app);

// @ts-expect-error: an option that does not exist
await createEmulator({ prot: 0 });
// @ts-expect-error: a matcher that does not exist
defineFixture({ when: { usr: 'hi' }, reply: 'hello' });
