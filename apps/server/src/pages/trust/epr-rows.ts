import type { ProfileAnswer, TimelineFact } from '#read-models';
import { spanOf, type FactId, type OdsCode } from '#vocabulary';
import { effectiveInWords, whenInWords } from '../dates-in-words.js';
import { pageOfFact } from '../entries/kinds-with-page.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import type { ProfileRow } from './profile-rows.js';
import { goLivePlanInWords, liveInWords, planOf } from './go-lives-in-words.js';
import { togetherAtSites } from './sites-in-words.js';
import { sourceInWords } from './source-in-words.js';

type Record = Pick<ProfileAnswer, 'eprStatus' | 'live' | 'goLivePlans' | 'asOf'>;
type Told = Readonly<{ facts: readonly TimelineFact[]; names: Names; own: OdsCode }>;
type Plan = Record['goLivePlans'][number];

/**
 * What is known of a trust's record: what a source found on a day, and what went live since, each
 * with its day and its source, as one does not take the place of the other.
 */
export function eprRows(record: Record, told: Told): readonly ProfileRow[] {
  const plans = openPlans(record).map((plan) => planned(plan, record, told));
  const said = eprSayings(record, told);
  return [
    {
      key: 'Electronic patient record (EPR)',
      values: said.length === 0 ? [{ text: 'No statement is recorded' }] : said,
    },
    ...(plans.length === 0 ? [] : [{ key: 'Go-live still to come', values: plans }]),
  ];
}

/** The same, each value with the page of the entry that states it, for those who may read entries. */
export const withEntries = (
  rows: readonly ProfileRow[],
  code: string,
  facts: readonly TimelineFact[],
): readonly ProfileRow[] =>
  rows.map(({ key, values }) => ({
    key,
    values: values.map((value) => {
      const fact = facts.find(({ factId }) => factId === value.factId);
      const entry = fact && pageOfFact(code, fact);
      return entry === undefined ? value : { ...value, entry };
    }),
  }));

/** Status and go-lives, the newest day first. */
function eprSayings({ eprStatus, live }: Record, told: Told) {
  const status = (eprStatus === undefined ? [] : [eprStatus]).map(
    ({ value, effective, factId }) => ({
      ...{ effective, factId },
      text: `${value.hasEpr ? 'Has an EPR' : 'Has no EPR'}${value.supplier === undefined ? '' : `, by ${value.supplier}`}, as at ${effectiveInWords(effective)}${from(told, factId)}`,
    }),
  );
  const bySite = togetherAtSites(live, ({ value, factId }, what) =>
    JSON.stringify([factId, what, value]),
  );
  const goLives = bySite.map(({ subject, value, effective, factId }) => ({
    ...{ effective, factId },
    text: `${liveInWords({ ...supplierOf(value.instance, told.facts), ...value }, subject)} ${whenInWords(effective)}${from(told, factId)}`,
  }));
  return [...status, ...goLives]
    .sort((one, other) => other.effective.latest.localeCompare(one.effective.latest))
    .map(({ text, factId }) => ({ text, factId }));
}

/** The last word on each go-live that has not come since, and was not given up. */
function openPlans({ goLivePlans, live }: Record): readonly Plan[] {
  const last = new Map(goLivePlans.map((plan) => [plan.subject, plan]));
  return [...last.values()]
    .filter(({ value }) => value.state !== 'cancelled')
    .filter((plan) => !live.some((goLive) => isOf(goLive, plan)));
}

/** Of the EPR planned, or of the module of it; one that names no module is of all of them. */
function isOf({ value, effective }: Record['live'][number], plan: Plan): boolean {
  const { epr, module } = planOf(plan.subject);
  return (
    value.instance === epr &&
    (module === undefined || value.module === undefined || value.module === module) &&
    effective.latest >= plan.effective.latest
  );
}

function planned({ subject, value, effective, factId }: Plan, { asOf }: Record, told: Told) {
  const of = planOf(subject);
  const plan = goLivePlanInWords({ ...supplierOf(of.epr, told.facts), ...value }, of);
  const { plannedGoLive } = value;
  const passed =
    plannedGoLive === undefined || spanOf(plannedGoLive).latest >= asOf
      ? ''
      : `. ${capital(effectiveInWords(spanOf(plannedGoLive)))} has passed, and no go-live is recorded`;
  return {
    factId,
    text: `${plan}, stated ${whenInWords(effective)}${passed}${from(told, factId)}`,
  };
}

/** Whose product an instance is, where an earlier statement named it and a later one did not. */
function supplierOf(instance: string, facts: readonly TimelineFact[]): { supplier?: string } {
  for (const { subject, value } of facts.flatMap(({ values }) => values)) {
    if (subject === instance && 'supplier' in value) return { supplier: value.supplier };
  }
  return {};
}

function from({ facts, names, own }: Told, factId: FactId): string {
  const fact = facts.find((each) => each.factId === factId);
  return fact === undefined ? '' : `. Source: ${sourceInWords(fact, names, own)}`;
}
