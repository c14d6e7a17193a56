import type { OwnRedis } from './redis';

module.exports = () => (Reflect.get(globalThis, 'redisOfAllTests') as OwnRedis).stop();
