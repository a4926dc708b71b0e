import { assessments } from './chapters/assessments.js';
import { benefits } from './chapters/benefits.js';
import { deployments } from './chapters/deployments.js';
import { partnerFlows } from './chapters/flows.js';
import { foundations, organisationChanges, surveys } from './chapters/foundations.js';
import { furtherSystems } from './chapters/further-systems.js';
import { measurements } from './chapters/measurements.js';
import { forecasts, reports } from './chapters/publications.js';
import { stages } from './chapters/stages.js';
import { targets } from './chapters/targets.js';
import { use } from './chapters/use.js';
import type { DemonstrationStep } from './step.js';

/** The whole demonstration programme, in the order in which it is recorded; the same every time. */
export function demonstrationProgramme(): readonly DemonstrationStep[] {
  const told = [
    ...foundations(),
    ...organisationChanges(),
    ...surveys(),
    ...deployments(),
    ...furtherSystems(),
    ...use(),
    ...partnerFlows(),
    ...stages(),
    ...measurements(),
    ...assessments(),
    ...benefits(),
    ...targets(),
    ...reports(),
  ];
  return [...told, ...forecasts(told)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
