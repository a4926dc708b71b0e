export { importOf, importsOn, type ImportsUnderTest } from './imports-on.js';
