import { startRedis, whyNoRedis } from './redis';

// Jest calls what a set-up file exports as a whole, and what that gives back once all tests are over.
module.exports = async () => {
  if (whyNoRedis !== undefined) process.exit(0);
  const redis = await startRedis();
  process.env['LLMULATOR_TEST_REDIS'] = redis.url;
  Reflect.set(globalThis, 'redisOfAllTests', redis);
};
