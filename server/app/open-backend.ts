import { type Backend, openRedis } from '../state';
import { DEFAULT_NAMESPACE, IDLE_LIMIT } from '../state/namespaces';
import { BadOption } from './config';
import { type Config, JOURNAL_SIZE } from './options';

/** Default prefix of keys in Redis. */
const PREFIX = 'llmulator';

/** Opens the store that namespaces share with other processes, if one is configured; fails at once where it cannot be reached. */
export async function openBackend(
  config: Pick<Config, 'redis' | 'redisPrefix' | 'journal' | 'clock'>,
): Promise<Backend | undefined> {
  const { redis: url, redisPrefix: prefix = PREFIX, journal = JOURNAL_SIZE, clock } = config;
  if (url === undefined) return undefined;
  if (clock === 'stepped' || (typeof clock === 'object' && 'stepped' in clock)) {
    throw new BadOption([
      'clock: a stepped clock is moved in one process, and with --redis others would not hear of it; expected real, or a time at which it stands still',
    ]);
  }
  const life = (namespace: string) => (namespace === DEFAULT_NAMESPACE ? 0 : IDLE_LIMIT / 1000);
  try {
    return await openRedis({ url, prefix, journal, life });
  } catch (error) {
    const { message, name, code = name } = error as NodeJS.ErrnoException;
    throw new BadOption([`redis: cannot use the Redis at ${new URL(url).host}: ${message || code}`]);
  }
}
