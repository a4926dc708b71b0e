import { measuredClaims, statedClaims } from './claim-kinds.js';

const FIRST_ROOM = 16;

/** The claims of one owner, a column each: a million of them are gone through in some milliseconds. */
export class ClaimRows {
  private used = 0;
  /** Days since 1970 of what is claimed. */
  private days = new Int32Array(FIRST_ROOM);
  private tells = new Int32Array(FIRST_ROOM);
  private begins = new Float64Array(FIRST_ROOM);
  private ends = new Float64Array(FIRST_ROOM);

  add({ day, tells, isCorrected, begins, ends }: ClaimRow): void {
    if (this.used === this.days.length) this.grow();
    this.days[this.used] = day;
    this.tells[this.used] = 2 * tells + Number(isCorrected);
    this.begins[this.used] = begins;
    this.ends[this.used] = ends;
    this.used += 1;
  }

  /** All that an entry stated stands until another. */
  end(begins: number, ends: number): void {
    for (let at = this.begins.indexOf(begins); at >= 0; at = this.begins.indexOf(begins, at + 1)) {
      this.ends[at] = ends;
    }
  }

  /**
   * Counts what stands on a day, as known at an entry: at twice the number of what it tells, and after
   * that what was corrected.
   */
  count(counts: Uint32Array, day: number, entry: number): void {
    const { days, tells, begins, ends } = this;
    for (let at = 0; at < this.used; at++) {
      const stands = (begins[at] ?? 0) <= entry && (ends[at] ?? 0) > entry;
      if (!stands || (days[at] ?? 0) > day) continue;
      const number = tells[at] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }

  private grow(): void {
    const room = this.days.length * 2;
    const { days, tells, begins, ends } = this;
    this.days = new Int32Array(room);
    this.days.set(days);
    this.tells = new Int32Array(room);
    this.tells.set(tells);
    this.begins = new Float64Array(room);
    this.begins.set(begins);
    this.ends = new Float64Array(room);
    this.ends.set(ends);
  }
}

type ClaimRow = Readonly<{
  day: number;
  /** The number of what it tells. */
  tells: number;
  isCorrected: boolean;
  /** The entries from which and before which it stands. */
  begins: number;
  ends: number;
}>;

/** A day as the days since 1970. */
const numbered = (day: string): string => `${day} - date '1970-01-01'`;

/** What a basis shows: a piece of evidence, words, or nothing; no evidence has blanks in its name. */
export const SHOWS = `case when f.basis ->> 'evidence' is null then 'nothing'
  when f.basis ->> 'evidence' like 'EV-%' then regexp_replace(f.basis ->> 'evidence', '\\s', '_', 'g')
  else 'in-words' end`;

export const OWN = `case when f.basis -> 'source' is null then 'own-word' else 'own-source' end`;

const line = (said: string): string => `concat_ws(' ', s.owner, s.kind, ${said}, ${SHOWS},
  case when f.precision = 'before-records' then '-' else (${numbered('f.latest')})::text end,
  ${numbered('f.latest')}, f.recorded, coalesce(f.superseded::text, '-'), f.first_entry)`;

const lines = (kinds: readonly string[]): string => `'${kinds.join("', '")}'`;

/** A line each, many of them together. Of measurements and what is stated apart, as only the latter are told by others. */
export const CLAIMS_RECORDED = [
  `select string_agg(${line(OWN)}, E'\\n') as lines
   from read_models.facts f join read_models.series s on s.series = f.series
   where f.kind in (${lines(measuredClaims)}) and f.recorded > $1
   group by f.recorded / 1000`,
  // One event may state rows of several sites: they are one claim.
  `select string_agg(line, E'\\n') as lines from (
     select distinct f.recorded, ${line(`case
       when e.role in ('trust-recorder', 'trust-approver') then ${OWN} else 'public-source' end`)} as line
     from read_models.facts f join read_models.series s on s.series = f.series
       join read_models.entries e on e.entry = f.first_entry
     where f.window_from is null and f.kind in (${lines(statedClaims)}) and f.recorded > $1) claims
   group by recorded / 1000`,
];

/** Claims recorded up to an entry and superseded after it; $2 are all kinds of claims. */
export const CLAIMS_SUPERSEDED = `
  select distinct s.owner, f.recorded, f.superseded
  from read_models.facts f join read_models.series s on s.series = f.series
  where f.superseded > $1 and f.recorded <= $1 and f.kind = any($2)`;

/** Claims withdrawn after an entry, each once. */
export const CLAIMS_WITHDRAWN = `
  select distinct s.owner, ${numbered('f.latest')} as day, f.superseded as entry
  from read_models.entries e join read_models.facts f on f.superseded = e.entry
    join read_models.series s on s.series = f.series
  where e.fact_id is not null and e.type = 'FactRetracted' and e.entry > $1 and f.kind = any($2)`;
