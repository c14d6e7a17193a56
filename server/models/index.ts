export { type Catalog, createCatalog, type ModelSource, servedBy } from './catalog';
export { type ModelEntry, modelFile } from './model-file';
export { createService, type Levels, type Service, type ServiceEntry, serviceFile } from './service-file';
export { serviceMessage } from './service-messages';
