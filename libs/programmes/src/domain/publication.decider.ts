import { refuseAt, type Decide } from '#event-sourcing';
import { ofType, type PublishedFigure } from '#facts';
import { dayAfter, statedDate, type EffectiveDay, type PartId } from '#vocabulary';
import type { ProgrammeFact } from './programme.events.js';
import type { ProgrammeCircumstances, ProgrammeOrder } from './programme.orders.js';
import { firstOf, recorded, unlessKnown, type No } from './programme.recording.js';
import type { ProgrammeRefusal } from './programme.refusals.js';
import { hasCohort, hasDefinition, type Programme } from './programme.state.js';

type Order<Type extends ProgrammeOrder['type']> = Extract<ProgrammeOrder, { type: Type }>;

/** Periods and reports: closed and published once, and then they stand. */
export const publicationRules: Decide<
  Order<'CloseReportingPeriod' | 'PublishReport'>,
  Programme,
  ProgrammeFact,
  ProgrammeRefusal,
  ProgrammeCircumstances
> = {
  CloseReportingPeriod(programme, order, circumstances) {
    const { period, from, to } = order;
    const { lastEntry, today } = circumstances;
    if (from > to) return refuseAt('to', 'period-ends-before-start');
    if (to >= today) return refuseAt('to', 'period-not-over', { closableFrom: dayAfter(to) });
    return recorded(programme, circumstances, {
      type: 'ReportingPeriodClosed',
      order: { ...order, when: { on: statedDate(to) } },
      rival: ({ type, data }) =>
        type === 'ReportingPeriodClosed' &&
        (data.period === period || (data.from === from && data.to === to)),
      taken: refuseAt('period', 'period-closed'),
      whyNot: () => undefined,
      beside: () => ({ lastEntry }),
    });
  },

  PublishReport(programme, order, circumstances) {
    const closed = closedPeriod(programme, order.period);
    return recorded(programme, circumstances, {
      type: 'ReportPublished',
      order,
      rival: ({ type, data }) => type === 'ReportPublished' && data.report === order.report,
      taken: refuseAt('report', 'report-exists'),
      whyNot: () =>
        firstOf(
          () => unlessKnown(closed !== undefined, ['period', 'period-unknown'], order.period),
          () =>
            closed !== undefined && (order.asOf < closed.from || order.asOf > closed.to)
              ? refuseAt('asOf', 'as-of-outside-period', { from: closed.from, to: closed.to })
              : undefined,
          () => whyNoFigures(order.figures),
          () => whyNoVersions(programme, order, circumstances),
        ),
      beside: () => ({ entry: closed?.lastEntry }),
    });
  },
};

const closedPeriod = (programme: Programme, period: PartId) =>
  ofType(programme, 'ReportingPeriodClosed').find(({ data }) => data.period === period)?.data;

function whyNoFigures(figures: readonly PublishedFigure[]): No | undefined {
  if (figures.length === 0) return refuseAt('figures', 'report-empty');
  const names = figures.map(nameOf);
  for (const [index, { low, high }] of figures.entries()) {
    const field = `figures/${String(index)}`;
    const figure = names[index] ?? '';
    if (names.indexOf(figure) !== index) return refuseAt(field, 'figure-twice', { figure });
    if (low !== undefined && high !== undefined && low > high) {
      return refuseAt(`${field}/low`, 'bounds-reversed', { figure });
    }
  }
  return undefined;
}

const nameOf = ({ figure, of }: PublishedFigure): string =>
  of === undefined ? figure : `${figure} of ${of}`;

/** What a figure says that it used must be there to be read again. */
const whyNoVersions = (
  programme: Programme,
  { models, definitions, cohorts }: Order<'PublishReport'>['data'],
  circumstances: ProgrammeCircumstances,
): No | undefined =>
  firstOf(
    ...models.map(({ name, version }, index) => () => {
      const known = circumstances.models.some(
        (model) => model.name === name && model.version === version,
      );
      return unlessKnown(known, [`models/${String(index)}`, 'model-unknown'], name, version);
    }),
    ...definitions.map(({ name, version }, index) => () => {
      const known = hasDefinition(programme, name as PartId, version);
      const place = [`definitions/${String(index)}`, 'definition-unknown'] as const;
      return unlessKnown(known, place, name, version);
    }),
    ...cohorts.map(({ name, version }, index) => () => {
      const known = hasCohort(programme, name as PartId, version);
      return unlessKnown(known, [`cohorts/${String(index)}`, 'cohort-unknown'], name, version);
    }),
  );

/** Whether something was published no earlier than the day it speaks of. */
export const whyTooSoon = (asOf: string, { latest }: EffectiveDay): No | undefined =>
  latest < asOf ? refuseAt('when', 'forecast-after-publication') : undefined;
