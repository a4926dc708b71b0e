import type { OnePageLine } from '../../../one-page/one-page-lines.js';
import { under, type Fields, type FieldsOf } from '../fields.js';
import { bounds, figured, organisation, type Answer } from './shared.js';

const line: FieldsOf<OnePageLine> = {
  section: ['string', 'stage, capabilities, gap, benefits, money, target or due'],
  item: ['string', 'Which figure, for example evidenced, CRB-validated, or the target'],
  unit: [
    'string',
    'stage, criteria, points (of 100), benefits, pence, or chance (to miss it, 0 to 1)',
  ],
  ...under('now', bounds('On the day')),
  ...under('before', bounds('On the earlier day')),
  ...under('programme', bounds('Of all trusts of the programme, on the day')),
  of: ['integer', 'Of how many: criteria that apply, benefits that are approved'],
  on: ['string', 'A deadline, or the day from which it is overdue'],
  says: ['string', 'Why, or what is to be done'],
};

export const onePage: Answer = {
  fields: {
    ...figured,
    programme: ['string', 'The programme'],
    before: ['string', 'The earlier day'],
    ...under('organisation', organisation),
    lines: ['array', 'The figures of the page, in its order'],
  } satisfies Fields,
  rows: { at: 'lines', fields: line },
};
