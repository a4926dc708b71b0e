import type { QueryBus } from '@nestjs/cqrs';
import type { LedgerValues } from '#facts';
import { TrustTimeline } from '#read-models';
import { odsCode, parseIsoDate } from '#vocabulary';
import type { About, Doubt } from '../forms/form.js';
import { outlierIn, type Counted, type Named } from './outlier.js';

type Kind = 'adoption' | 'driver' | 'exchange' | 'realisation';
type Count = Pick<Counted, 'numerator' | 'denominator'>;

/** What is measured, how a value of it counts, and what was counted now. */
type Measured<Of extends Kind> = Readonly<{
  kind: Of;
  subject: string | undefined;
  countIn: (value: LedgerValues[Of]) => Count;
  now: Count;
  named: Named;
}>;

/** What to look at again, where a count is far from the last one of the same before its period. */
export async function farFromLast<Of extends Kind>(
  { answers, code }: Pick<About<unknown>, 'answers' | 'code'>,
  queries: QueryBus,
  { kind, subject, countIn, now, named }: Measured<Of>,
): Promise<Doubt | undefined> {
  const [from, to] = [parseIsoDate(answers['from'] ?? ''), parseIsoDate(answers['day'] ?? '')];
  if (from === undefined || to === undefined) return undefined;
  const answer = await queries.execute(
    new TrustTimeline(odsCode(code), { asOf: to }, { kinds: [kind] }),
  );
  const last = (answer?.facts ?? [])
    .filter(({ stands, effective }) => stands && effective.latest < from)
    .flatMap(({ values, effective }) =>
      values
        .filter((value) => value.subject === subject)
        .map(({ value }): Counted => {
          const stated = value as LedgerValues[Of];
          return { ...countIn(stated), from: stated.from, to: effective.latest };
        }),
    )[0];
  const message = last === undefined ? undefined : outlierIn({ ...now, from, to }, last, named);
  return message === undefined ? undefined : { heading: 'Is this number right?', message };
}
