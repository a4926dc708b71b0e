import type { Entry } from '#event-sourcing';
import {
  deadlineForecast,
  deploymentsOf,
  FORECAST_VERSION,
  missOf,
  nextDeployment,
  referenceClasses,
  slipsOf,
  waitsOf,
  type StatedFact,
} from '#figures';
import { factsOfLog, type FactOfLog } from '#read-models';
import { londonDay, type IsoDate, type OdsCode } from '#vocabulary';

export const ALGORITHM = `slippage/${String(FORECAST_VERSION)}`;

type Modelled = Readonly<{
  distribution: readonly number[];
  insideView: number;
  trusts: readonly Readonly<{ organisation: OdsCode; missing: number }>[];
}>;

/**
 * What the model foretells of those that are awaited, from what was stated by a day and recorded by the
 * end of it. Chances that nothing observed speaks to would be left out; here there are none.
 */
export function modelled(
  log: readonly Entry[],
  awaitedTrusts: readonly OdsCode[],
  { asOf, deadline }: Readonly<{ asOf: IsoDate; deadline: IsoDate }>,
): Modelled {
  const known = log.filter(({ recordedAt }) => londonDay(recordedAt) <= asOf);
  const stated = [...factsOfLog(known)].flatMap(([organisation, facts]) =>
    facts.filter(isOfDeployment).map((fact) => statedFact(organisation, fact)),
  );
  const courses = deploymentsOf(stated, asOf);
  const awaited = awaitedTrusts.map((id) => {
    const course = nextDeployment(courses, id, asOf);
    return { id, group: course?.supplier ?? id, course };
  });
  const [slips, waits] = [slipsOf(courses, asOf), waitsOf(courses, asOf)];
  const outlook = deadlineForecast({ awaited, slips, waits, asOf, deadline });
  const classes = referenceClasses(slips, waits);
  return {
    distribution: outlook.kind === 'distribution' ? outlook.count.distribution : [1],
    insideView: outlook.insideView.low,
    trusts: awaited.flatMap((each) => {
      const { probability } = missOf(each, classes, { asOf, deadline });
      return probability === undefined ? [] : [{ organisation: each.id, missing: probability }];
    }),
  };
}

const kinds: ReadonlySet<string> = new Set(['go-live-plan', 'live', 'milestone']);
const isOfDeployment = ({ kind }: FactOfLog): boolean => kinds.has(kind);

const statedFact = (organisation: string, { basis, ...fact }: FactOfLog): StatedFact =>
  ({ ...fact, organisation, ...(basis?.source && { source: basis.source }) }) as StatedFact;
