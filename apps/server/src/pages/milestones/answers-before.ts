import { commonBefore, words, type Stated } from '../entries/answers-before.js';
import type { Answers } from '../forms/form.js';
import { statedDateWritten } from '../forms/stated-date-typed.js';

/** The answers that would have led to an entry about an EPR: what a correction begins with. */
export const planBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  ...productBefore(data),
  epr: words(data['instance']),
  modules: words(data['modules']),
  planned: statedDateWritten(data['plannedGoLive']),
  method: words(data['method'] ?? 'not-known'),
});

/** Of a forecast, a deferral or a cancellation: each asks for its part of it. */
export const changeBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  epr: words(data['instance']),
  module: words(data['module']),
  planned: statedDateWritten(data['plannedGoLive']),
  'why-changed': words(data['why']),
});

export const replacementBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  ...productBefore(data),
  from: words(data['fromInstance']),
  to: words(data['toInstance']),
  capabilities: words(data['capabilities']),
});

export const retirementBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  epr: words(data['instance']),
  successor: words(data['successor'] ?? 'none'),
});

export const statusBefore = (data: Stated): Answers => ({
  ...commonBefore(data),
  'has-epr': data['hasEpr'] === true ? 'yes' : 'no',
  supplier: words(data['supplier']),
});

const productBefore = (data: Stated): Answers => ({
  supplier: words(data['supplier']),
  product: words(data['product']),
  shared: words(data['sharedWith']),
});
