import { SetMetadata } from '@nestjs/common';
import type { Action } from './policy.js';

export const REQUIRED_ACTION = 'tracker:required-action';

/** Declares what a route does, for the policy to judge; a route without it stops the start. */
export const Requires = (action: Action) => SetMetadata(REQUIRED_ACTION, action);
