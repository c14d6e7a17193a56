export { type Catalog, createCatalog, UnknownLike } from './catalog';
export { type ModelEntry, modelFile } from './model-file';
export { createService, type Service, type ServiceEntry, serviceFile } from './service-file';
