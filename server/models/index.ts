export { type Catalog, createCatalog, type ModelSource, servedBy } from './catalog';
export { globTest, isGlob } from './glob';
export { type ModelEntry, modelFile } from './model-file';
export { createService, type Levels, type Service, type ServiceEntry, serviceFile } from './service-file';
export { spokenAs } from './service-voice';
