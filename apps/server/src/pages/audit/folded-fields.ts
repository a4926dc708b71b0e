import type { fieldsOf } from '#facts';
import { inThousands } from '../numbers-in-words.js';
import { named } from './field-words.js';

/** As many as a page shows at once; a maturity model has thousands. */
const FIELDS_SHOWN = 50;

/** Fields of an event: the first ones to be shown, the others to be unfolded. */
export function folded(fields: ReturnType<typeof fieldsOf>) {
  const rest = fields.slice(FIELDS_SHOWN);
  return {
    first: named(fields.slice(0, FIELDS_SHOWN)),
    rest: named(rest),
    restNamed:
      rest.length === 1 ? 'The other field' : `The other ${inThousands(rest.length)} fields`,
  };
}
