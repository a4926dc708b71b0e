import type { ApplicationUnderTest } from './application.js';
import { recordBoardBenefits } from './board-benefits.js';
import { PROGRAMME, recordBoardProgramme } from './board-programme.js';
import { FormWalk } from './form-walk.js';

const address = `/programmes/${PROGRAMME}`;
const seen = (path: string, status = 200) => ({
  path: `${address}${path}`,
  person: 'programme-office-1',
  status,
});

/** The entry that sets its target. */
const PACK_ENTRY = 65;

/** The forms of a pack, the first of them filled in under this draft. */
const DRAFT = '?draft=00000000-0000-4000-8000-0000000000b8';
const ofPack = `/board-packs/2025-09-30.${String(PACK_ENTRY)}.4/stages,gap`;
const signOff = `${ofPack}/sign-off`;
const withdrawal = `${ofPack}/withdraw-sign-off`;

/** The pages on which a board asks for reasons, as they stand after `recordBoard`. */
export const boardPages = [
  seen('/benefits'),
  seen('/benefits?asOf=30+September+2025&with=30+June+2025'),
  seen('/benefits?with=x', 400),
  seen('/targets'),
  seen('/targets/coverage'),
  seen('/targets/another', 404),
  seen('/attention'),
  seen('/data-quality'),
  seen('/data-quality?asOf=x', 400),
  seen('/data-quality?asOf=30+June+2025&knownAt=1+November+2025'),
  { path: `${address}/attention`, person: 'model-steward-1', status: 403 },
  { path: '/attention/explain?programme=england', person: 'programme-office-1' },
  seen('/data-quality/explain'),
  seen('/data-quality/explain?asOf=x', 400),
  seen('/board-packs'),
  seen('/board-packs/new'),
  seen('/board-packs/new?period=2025-q2&sections=stages&sections=benefits'),
  seen('/board-packs/new?period=none', 400),
  seen('/board-packs/2025-06-30.20.1', 404),
  seen(`/board-packs/2025-09-30.${String(PACK_ENTRY)}.4`),
  seen(`/board-packs/2025-09-30.${String(PACK_ENTRY)}.4?sections=attention,data-quality`),
  { path: `${address}${signOff}`, status: 401 },
  { path: `${address}${withdrawal}`, person: 'auditor-1', status: 403 },
  ...['statement', 'date', 'check'].map((page) => seen(`${signOff}/${page}${DRAFT}`)),
  seen(`${withdrawal}/why${DRAFT}`),
  { path: `${address}/benefits`, person: 'model-steward-1' },
];

/** Two trusts with benefits, and a programme that is theirs. */
export async function recordBoard(application: ApplicationUnderTest): Promise<void> {
  await recordBoardBenefits(application);
  const position = await recordBoardProgramme(application);
  const office = await application.as('programme-office-1');
  await office.get(`/api/v1/programmes?minPosition=${position}`).expect(200);
  const walk = new FormWalk(application).as('programme-office-1', 'X26');
  await walk.open(`${address}${signOff}/statement${DRAFT}`);
  await walk.send();
  await walk.send({ 'day-day': '1', 'day-month': 'November', 'day-year': '2025' });
}
