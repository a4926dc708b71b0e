import { compare } from '../fact-ref.js';
import type { Course } from './course.js';
import type { Stated } from './deployments.js';

/** By what a trust had stated of its way to a contract. */
const states = ['business-case', 'procurement', 'implementation'] as const;
type DeploymentState = (typeof states)[number];

/**
 * The states a deployment went through, from its plans and the milestones of its trust: a business case
 * until a supplier is looked for or named, an implementation once it is contracted. Never back again.
 */
export function statesOf(stated: readonly Stated[]): Course['states'] {
  let furthest = -1;
  return stated
    .flatMap((each) => {
      const state = stateShownBy(each);
      return state === undefined ? [] : [{ statedBy: each.statedBy, state }];
    })
    .sort((one, other) => compare(one.statedBy, other.statedBy))
    .filter(({ state }) => {
      const rank = states.indexOf(state);
      const isFurther = rank > furthest;
      furthest = Math.max(furthest, rank);
      return isFurther;
    });
}

function stateShownBy({ kind, value }: Stated): DeploymentState | undefined {
  if (kind === 'live') return undefined;
  if (kind === 'milestone') return reachedBy[value.milestone];
  return value.supplier === undefined ? 'business-case' : 'procurement';
}

const reachedBy: Readonly<Record<string, DeploymentState>> = {
  'outline-business-case-approved': 'procurement',
  'supplier-selected': 'procurement',
  'contract-planned': 'procurement',
  'contract-signed': 'implementation',
};
