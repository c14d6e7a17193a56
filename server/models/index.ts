export { type Catalog, catalogAtTime, catalogOfService, createCatalog, type ModelSource } from './catalog';
export { type ModelEntry, modelFile } from './model-file';
export { createService, type RuleLevels, type Service, type ServiceEntry, serviceFile } from './service-file';
export { withServiceErrors } from './service-messages';
