import { assessmentRegisters } from './assessment-registers.js';
import { benefitRegisters } from './benefit-registers.js';
import { measurementRegisters } from './measurement-registers.js';
import { optimisationRegisters } from './optimisation-registers.js';
import type { Register } from './register.js';

/** Every register that can be imported and exported. */
export const registers: readonly Register[] = [
  ...measurementRegisters,
  ...optimisationRegisters,
  ...benefitRegisters,
  ...assessmentRegisters,
];

export const registerNamed = (name: unknown): Register | undefined =>
  registers.find((each) => each.name === name);
