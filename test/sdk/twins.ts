import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../server';
import { NOW } from '../support/start';

/** The official clients of one emulator. */
export interface Clients {
  readonly openai: OpenAI;
  readonly anthropic: Anthropic;
}

/** Clients of both twins, in a namespace of their own, so that each request is its first there. */
type Twins = (namespace: string) => readonly [Clients, Clients];

/** The official clients of an emulator; they never try again, so that every refusal shows. */
export function clientsOf({ urls }: Emulator, apiKey = 'sk-any'): Clients {
  const options = { apiKey, maxRetries: 0, timeout: 20_000 };
  return {
    openai: new OpenAI({ ...options, baseURL: urls.openai }),
    anthropic: new Anthropic({ ...options, baseURL: urls.anthropic, authToken: null }),
  };
}

/** Two emulators for the tests of a block, with one seed and one frozen clock: what one streams the other says as JSON. */
export function useTwins(options: EmulatorOptions = {}): Twins {
  const same = { port: 0, seed: 0, service: 'vendor', clock: { frozen: NOW }, ...options };
  const twins: Emulator[] = [];
  beforeAll(async () => {
    twins.push(await createEmulator(same), await createEmulator(same));
  });
  afterAll(() => Promise.all(twins.map((twin) => twin.stop())));
  return (namespace) => {
    const [first, second] = twins;
    if (first === undefined || second === undefined) throw new Error('the twins have not started');
    const key = `sk-any@${namespace.replaceAll(/[^a-z0-9]+/gi, '-')}`;
    return [clientsOf(first, key), clientsOf(second, key)];
  };
}
