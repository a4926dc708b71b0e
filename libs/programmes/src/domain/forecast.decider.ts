import { refuseAt, type Decide } from '#event-sourcing';
import { ofType } from '#facts';
import type { ProgrammeFact } from './programme.events.js';
import type { ProgrammeCircumstances, ProgrammeOrder } from './programme.orders.js';
import { whyTooSoon } from './publication.decider.js';
import { firstOf, recorded, unlessKnown, type No } from './programme.recording.js';
import type { ProgrammeRefusal } from './programme.refusals.js';
import { termsOn, type Programme } from './programme.state.js';
import { termsOf } from './target.decider.js';

type Order<Type extends ProgrammeOrder['type']> = Extract<ProgrammeOrder, { type: Type }>;

/** Forecasts stand as published, to be scored; judgements stand beside them. */
export const forecastRules: Decide<
  Order<'PublishForecast' | 'RecordForecastJudgement'>,
  Programme,
  ProgrammeFact,
  ProgrammeRefusal,
  ProgrammeCircumstances
> = {
  PublishForecast: (programme, order, circumstances) =>
    recorded(programme, circumstances, {
      type: 'ForecastPublished',
      order,
      rival: ({ type, data }) => type === 'ForecastPublished' && data.forecast === order.forecast,
      taken: refuseAt('forecast', 'forecast-exists'),
      whyNot: (effective) =>
        firstOf(
          () => {
            const known = termsOn(programme, order.target, effective.latest) !== undefined;
            return unlessKnown(known, ['target', 'target-unknown'], order.target);
          },
          () => whyTooSoon(order.asOf, effective),
          () => whyNoEntry(order.entry, circumstances),
          () => whyNoDistribution(order),
          () => whyNoTrusts(order.trusts, circumstances),
        ),
      beside: ({ latest }) => {
        const terms = termsOn(programme, order.target, latest)?.data;
        return { terms: terms && termsOf(terms) };
      },
    }),

  RecordForecastJudgement(programme, order, circumstances) {
    const { forecast, trust, missing } = order;
    const authorRole = circumstances.asker.role;
    return recorded(programme, circumstances, {
      type: 'ForecastJudgementRecorded',
      order,
      rival: ({ type, data }, { latest }) =>
        type === 'ForecastJudgementRecorded' &&
        data.forecast === forecast &&
        data.trust === trust &&
        data.authorRole === authorRole &&
        data.effective.latest === latest,
      taken: refuseAt('when', 'judgement-exists'),
      whyNot: () =>
        firstOf(
          () => {
            const known = ofType(programme, 'ForecastPublished').some(
              ({ data }) => data.forecast === forecast,
            );
            return unlessKnown(known, ['forecast', 'forecast-unknown'], forecast);
          },
          () => whyNoTrust(trust, 'trust', circumstances),
          () => (isChance(missing) ? undefined : refuseAt('missing', 'chance-out-of-range')),
        ),
      beside: () => ({ authorRole }),
    });
  },
};

const isChance = (share: number): boolean => share >= 0 && share <= 1;

const whyNoEntry = (entry: number, { lastEntry }: ProgrammeCircumstances): No | undefined =>
  Number.isSafeInteger(entry) && entry >= 1 && entry <= lastEntry
    ? undefined
    : refuseAt('entry', 'entry-ahead', { lastEntry: String(lastEntry) });

/** Far finer than any chance that is shown, far coarser than the errors of adding them up. */
const WHOLE = 1e-6;

function whyNoDistribution({
  distribution,
  insideView,
}: Order<'PublishForecast'>['data']): No | undefined {
  const odd = distribution.findIndex((share) => !isChance(share));
  if (odd !== -1) return refuseAt(`distribution/${String(odd)}`, 'chance-out-of-range');
  const sum = distribution.reduce((total, share) => total + share, 0);
  if (!(Math.abs(sum - 1) <= WHOLE)) return refuseAt('distribution', 'distribution-not-whole');
  const most = distribution.length - 1;
  return Number.isInteger(insideView) && insideView >= 0 && insideView <= most
    ? undefined
    : refuseAt('insideView', 'count-out-of-range', { most: String(most) });
}

function whyNoTrusts(
  trusts: Order<'PublishForecast'>['data']['trusts'],
  circumstances: ProgrammeCircumstances,
): No | undefined {
  const codes = trusts.map(({ organisation }) => organisation);
  for (const [index, { organisation, missing }] of trusts.entries()) {
    const field = `trusts/${String(index)}`;
    const unknown = whyNoTrust(organisation, `${field}/organisation`, circumstances);
    if (unknown !== undefined) return unknown;
    if (codes.indexOf(organisation) !== index) {
      return refuseAt(field, 'trust-twice', { code: organisation });
    }
    if (!isChance(missing)) return refuseAt(`${field}/missing`, 'chance-out-of-range');
  }
  return undefined;
}

const whyNoTrust = (
  code: string,
  field: string,
  { named }: ProgrammeCircumstances,
): No | undefined =>
  named[code]?.kind === 'trust' ? undefined : refuseAt(field, 'trust-unknown', { code });
