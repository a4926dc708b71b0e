export { ReferenceDataLoader, type LoadReport } from './reference-data-loader.js';
export { ReferenceDataModule } from './reference-data.module.js';
