import { OWN, SHOWS } from './claim-rows.js';

/** A row, and the entry that it stood until. */
export type EndedRow = Readonly<{ recorded: number; superseded: number }>;

/** Actuals and judgements recorded up to an entry and superseded after it. */
export const ACTUALS_SUPERSEDED = `
  select recorded, superseded from read_models.facts
  where superseded is not null and superseded > $1 and recorded <= $1 and names is not null`;

/** Those recorded after it: a line each, read much faster than rows; many lines together. */
export const ACTUALS_RECORDED = `
  select string_agg(concat_ws(' ', s.owner, s.kind, f.names, f.window_from, f.latest,
    coalesce(f.numerator, 0), coalesce(f.value ->> 'state', f.value ->> 'gate', '-'),
    f.recorded, coalesce(f.superseded::text, '-'), f.first_entry, ${OWN}, ${SHOWS}), E'\\n') as lines
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.names is not null and f.recorded > $1
  group by f.recorded / 1000`;
