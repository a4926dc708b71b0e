import { refuseAt, type Decide } from '#event-sourcing';
import { atTheSamePlace, type OrderBasis, type TargetTerms } from '#facts';
import { spanOf, type EffectiveDay } from '#vocabulary';
import type { ProgrammeFact } from './programme.events.js';
import type { ProgrammeCircumstances, ProgrammeOrder } from './programme.orders.js';
import { firstOf, recorded, unlessKnown, type No } from './programme.recording.js';
import type { ProgrammeRefusal } from './programme.refusals.js';
import { hasCohort, hasDefinition, settingOf, termsOn, type Programme } from './programme.state.js';

type Order<Type extends ProgrammeOrder['type']> = Extract<ProgrammeOrder, { type: Type }>;

/** Targets: set once, rebaselined with a source, and never without the terms they had before. */
export const targetRules: Decide<
  Order<'SetProgrammeTarget' | 'RebaselineProgrammeTarget'>,
  Programme,
  ProgrammeFact,
  ProgrammeRefusal,
  ProgrammeCircumstances
> = {
  SetProgrammeTarget: (programme, order, circumstances) =>
    recorded(programme, circumstances, {
      type: 'ProgrammeTargetSet',
      order,
      rival: ({ type, data }) => type === 'ProgrammeTargetSet' && data.target === order.target,
      taken: refuseAt('target', 'target-exists'),
      whyNot: (effective) => whyNoTerms(programme, order, order.unit, effective),
    }),

  RebaselineProgrammeTarget(programme, order, circumstances) {
    const set = settingOf(programme, order.target)?.data;
    return recorded(programme, circumstances, {
      type: 'ProgrammeTargetRebaselined',
      order,
      rival: ({ type, data }, effective) =>
        type === 'ProgrammeTargetRebaselined' &&
        data.target === order.target &&
        atTheSamePlace(data, { effective, ...sourceOf(order) }),
      taken: refuseAt('when', 'rebaselined-that-day'),
      whyNot: (effective) =>
        firstOf(
          () => sourceMissing(order),
          () => unlessKnown(set !== undefined, ['target', 'target-unknown'], order.target),
          () => whyNotYet(set?.effective, effective),
          () => whyNoTerms(programme, order, set?.unit ?? '', effective),
          () => whyUnchanged(programme, order, effective),
        ),
      beside: () => ({ metric: set?.metric, unit: set?.unit }),
    });
  },
};

export const sourceMissing = ({ source }: OrderBasis): No | undefined =>
  source === undefined ? refuseAt('source', 'source-missing') : undefined;

const sourceOf = ({ source }: OrderBasis) => (source === undefined ? {} : { source });

const whyNotYet = (set: EffectiveDay | undefined, { latest }: EffectiveDay): No | undefined =>
  set !== undefined && latest < set.latest
    ? refuseAt('when', 'rebaselined-before-set', { setOn: set.latest })
    : undefined;

const whyNoTerms = (
  programme: Programme,
  terms: TargetTerms,
  unit: string,
  { earliest }: EffectiveDay,
): No | undefined =>
  firstOf(
    () => (inRange(terms.value, unit) ? undefined : refuseAt('value', 'target-value-out-of-range')),
    () =>
      spanOf(terms.deadline).latest < earliest
        ? refuseAt('deadline', 'deadline-before-target')
        : undefined,
    () => {
      const { definition, definitionVersion: version } = terms;
      const known = hasDefinition(programme, definition, version);
      return unlessKnown(known, ['definition', 'definition-unknown'], definition, version);
    },
    () => {
      const { cohort, cohortVersion: version } = terms;
      const known = hasCohort(programme, cohort, version);
      return unlessKnown(known, ['cohort', 'cohort-unknown'], cohort, version);
    },
  );

const inRange = (value: number, unit: string): boolean =>
  Number.isFinite(value) && value >= 0 && (unit !== 'percent' || value <= 100);

function whyUnchanged(
  programme: Programme,
  order: Order<'RebaselineProgrammeTarget'>['data'],
  { latest }: EffectiveDay,
): No | undefined {
  const before = termsOn(programme, order.target, latest)?.data;
  return before !== undefined && JSON.stringify(termsOf(before)) === JSON.stringify(termsOf(order))
    ? refuseAt('value', 'target-unchanged')
    : undefined;
}

export const termsOf = ({
  value,
  deadline,
  definition,
  definitionVersion,
  cohort,
  cohortVersion,
}: TargetTerms): TargetTerms => ({
  value,
  deadline,
  definition,
  definitionVersion,
  cohort,
  cohortVersion,
});
