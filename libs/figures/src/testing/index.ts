export { fact, modelFact, modelOf, type CapabilityNote, type Place } from './known-facts.js';
