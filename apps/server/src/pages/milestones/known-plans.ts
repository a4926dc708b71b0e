import type { LedgerValues } from '#facts';
import { TrustTimeline } from '#read-models';
import { effectiveInWords } from '../dates-in-words.js';
import { pageOfFact } from '../entries/kinds-with-page.js';
import type { About, Asking, Beside } from '../forms/form.js';
import { goLivePlanInWords, planOf } from '../trust/go-lives-in-words.js';
import type { KnownEprs } from './known-eprs.js';
import { milestonesOf, nothingToChange } from '../not-there.js';

/** EPRs of the trust of which a go-live was planned, and what was said of each plan. */
export type KnownPlans = KnownEprs & Readonly<{ said: readonly Said[] }>;

/** What one entry says of a plan. */
type Said = Readonly<{ instance: string; row: readonly string[]; href: string | undefined }>;

const NO_PLAN =
  'This trust has no plan of a go-live. Plan one first: on the list of its milestones, choose “Plan a go-live”.';

/** Throws what answers 404 where the trust has no plan. */
export async function knownPlans({ queries, code, today }: Asking): Promise<KnownPlans> {
  const kinds = ['go-live-plan'] as const;
  const answer = await queries.execute(new TrustTimeline(code, { asOf: today }, { kinds }));
  const said = (answer?.facts ?? [])
    .filter(({ stands }) => stands)
    .flatMap((fact) =>
      fact.values.map(({ subject, value }) => {
        const { epr: instance, ...of } = planOf(subject);
        const what = goLivePlanInWords(value as LedgerValues['go-live-plan'], of);
        return {
          instance,
          row: [effectiveInWords(fact.effective), what],
          href: pageOfFact(code, fact),
        };
      }),
    );
  const instances = [...new Set(said.map(({ instance }) => instance))].sort();
  if (instances.length === 0) throw nothingToChange(NO_PLAN, milestonesOf(code));
  return { instances, said };
}

/** What was said of the plan so far, the newest first, so that a change is seen against it. */
export const saidBefore = ({ answers, known }: About<KnownPlans>): Beside | undefined => {
  const rows = known.said.filter(({ instance }) => instance === answers['epr']);
  const href = rows[0]?.href;
  return rows.length === 0
    ? undefined
    : {
        caption: `Earlier entries about ${answers['epr'] ?? ''}`,
        head: ['Date', 'Entry'],
        rows: rows.map(({ row }) => row),
        origin: href === undefined ? undefined : { href, text: 'See the first of these entries' },
      };
};
