export type { Backend, NamespaceBackend } from './backend';
export { memoryObjects } from './memory-objects';
export { openRedis, type RedisOptions } from './redis';
export { SharedStores } from './shared-stores';
export { memoryStore, memoryStores, type Store, type Stores } from './store';
