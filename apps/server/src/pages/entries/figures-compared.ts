import type { QueryBus } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import {
  BenefitProfile,
  TrustBoundary,
  TrustDrivers,
  TrustGap,
  TrustStage,
  type Moment,
} from '#read-models';
import type { BenefitId, OdsCode } from '#vocabulary';
import { amountInWords } from '../benefits/benefit-words.js';
import { realisedView } from '../benefits/profile-view.js';
import { boundsInWords } from '../gap-in-words.js';
import type { Names } from '../names.js';
import { stageRows } from '../trust/stage-rows.js';

export type Line = Readonly<{ key: string; value: string }>;

type Of = Readonly<{ code: OdsCode; names: Names }>;

/** A figure that an entry may move. */
type Compared = Readonly<{
  /** "the stage" */
  text: string;
  /** Where it is explained, below its trust. */
  path: string;
  linesAt: (queries: QueryBus, moment: Moment) => Promise<readonly Line[]>;
}>;

/** Stage and gap, which most rest on, and the figures that rest on what these kinds alone state. */
export const figuresOf = (
  of: Of,
  kinds: readonly FactKind[],
  benefit: BenefitId | undefined,
): readonly Compared[] => [
  stage(of),
  gap(of),
  ...(kinds.includes('exchange') ? [boundary(of)] : []),
  ...(kinds.includes('driver') ? [drivers(of)] : []),
  ...(benefit === undefined ? [] : [benefitOf(of, benefit)]),
];

const stage = ({ code, names }: Of): Compared => ({
  ...{ text: 'the stage', path: 'stage' },
  linesAt: async (queries, moment) => {
    const answer = await queries.execute(new TrustStage(code, moment));
    return answer?.stage ? stageRows(answer.stage, names) : [];
  },
});

const gap = ({ code }: Of): Compared => ({
  ...{ text: 'the gap', path: 'gap' },
  linesAt: async (queries, moment) => {
    const answer = await queries.execute(new TrustGap(code, moment));
    if (!answer?.gap) return [];
    const { useGap, optimisationGap } = answer.gap;
    return [inPoints('Use gap', useGap), inPoints('Optimisation gap', optimisationGap)];
  },
});

const boundary = ({ code }: Of): Compared => ({
  ...{ text: 'the boundary gap', path: 'boundary-gap' },
  linesAt: async (queries, moment) => {
    const answer = await queries.execute(new TrustBoundary(code, moment));
    return answer === undefined ? [] : [inPoints('Boundary gap', answer.boundary.gap)];
  },
});

const drivers = ({ code }: Of): Compared => ({
  ...{ text: 'the drivers of use', path: 'drivers' },
  linesAt: async (queries, moment) => {
    const answer = await queries.execute(new TrustDrivers(code, moment));
    return answer === undefined ? [] : [inPoints('Gap of the drivers of use', answer.drivers.gap)];
  },
});

const benefitOf = ({ code, names }: Of, benefit: BenefitId): Compared => ({
  ...{ text: 'the benefit', path: `benefits/${benefit}` },
  linesAt: async (queries, moment) => {
    const profile = await queries.execute(new BenefitProfile(code, benefit, moment));
    if (profile === undefined) return [];
    const { dots, parts } = realisedView(profile, names);
    const { current, says, unit } = profile.benefit;
    const approved = (['total', 'toDate'] as const).map((sum) => ({
      key: `Benefit: ${sum === 'total' ? 'approved in all' : 'due to date'}`,
      value: current === null ? 'Not approved' : amountInWords(current[sum], unit),
    }));
    const values = parts.map(({ name, count, amount }) => ({
      key: `Benefit: ${name.toLowerCase()}`,
      value: `${amount} (${count === 1 ? '1 value' : `${String(count)} values`})`,
    }));
    const stands = [
      { key: 'Benefit: status', value: says },
      { key: 'Benefit: rating', value: dots.join('\n') },
    ];
    return [...stands, ...approved, ...values];
  },
});

const inPoints = (key: string, bounds: Parameters<typeof boundsInWords>[0]): Line => ({
  key,
  value: `${boundsInWords(bounds)} points`,
});
