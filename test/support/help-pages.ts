import type { PageSeen } from './every-page.js';

const operator = { person: 'operator-1' };

/** What every page leads to in its foot, and the front page of who sees nothing of what is recorded. */
export const helpPages: readonly PageSeen[] = [
  { path: '/help' },
  { path: '/accessibility-statement' },
  { path: '/cookies' },
  { path: '/privacy' },
  { path: '/help', ...operator },
  { path: '/', ...operator },
];
