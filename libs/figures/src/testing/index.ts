export { fact, modelFact, modelOf, type CapabilityNote, type Place } from './known-facts.js';
export { workedSlips } from './slips.js';
