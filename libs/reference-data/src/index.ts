export { readNationalSeries } from './national-series.js';
export { ReferenceDataLoader, type LoadReport } from './reference-data-loader.js';
export { ReferenceDataModule } from './reference-data.module.js';
