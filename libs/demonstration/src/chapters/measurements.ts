import type { Capability } from '#facts';
import type { MeasurementOrder, MeasurementSubject } from '#measurements';
import {
  addDays,
  drivers,
  partners,
  type CapabilityCode,
  type Driver,
  type IsoDate,
  type OdsCode,
} from '#vocabulary';
import { firstDayOf, lastDayOf, MONTHS } from '../calendar.js';
import { trusts, type TrustStory } from '../cast.js';
import { between, chanceOf } from '../chance.js';
import { inTime, recorderOf, step, words, type DemonstrationStep } from '../step.js';
import { adoptionOf, capabilitiesOf, enablementsOf, levelOf } from '../story.js';
import { reachedIn } from './flows.js';
import { mended, type Series } from './corrections.js';
import { WITHDRAWN } from './use.js';

/** What was counted: adoption and drivers each month, shared records and benefits each quarter. */
export function measurements(): readonly DemonstrationStep[] {
  return trusts
    .filter(({ reports, wentLive }) => reports && wentLive !== undefined)
    .flatMap((trust) => [
      ...capabilitiesOf(trust).flatMap((capability) => adoption(trust, capability)),
      ...realisation(trust),
      ...sharedRecordUse(trust),
      ...driverUse(trust),
    ]);
}

/** Months that a trust forgot at first, and recorded more than a year later. */
const FORGOTTEN = { trust: 'DEMO08', capability: 'C104', from: 2, to: 6, recordedIn: 22 } as const;
/** Drivers that these trusts have no sample of. */
const UNCOUNTED: Readonly<Partial<Record<string, Driver>>> = {
  DEMO15: 'clinical-ownership',
  DEMO19: 'pathway-consistency',
};
const isUncounted = (trust: OdsCode, driver: Driver): boolean => UNCOUNTED[trust] === driver;

/** Few are counted of these: units, pathways, cohorts, benefits. */
const counted: Readonly<Record<string, number>> = {
  C307: 25,
  C401: 40,
  C403: 30,
  C404: 24,
  C405: 20,
};
const source = { name: 'Monthly return of the trust (demonstration)' };

function adoption(trust: TrustStory, capability: Capability): readonly DemonstrationStep[] {
  const { code: organisation } = trust;
  const [first] = enablementsOf(trust, capability);
  if (first === undefined) return [];
  const subject: MeasurementSubject = {
    kind: 'adoption',
    organisation,
    capability: capability.code,
  };
  return monthsOf(trust, first.day)
    .filter((month) => !isWithdrawn(organisation, capability.code, month))
    .flatMap((month) => {
      const chance = chanceOf(organisation, capability.code, 'counted', month);
      const usual = counted[capability.code] ?? 900 * (1 + trust.sites.length) * capability.weight;
      const denominator = Math.max(8, Math.round(usual * (0.92 + 0.16 * chance())));
      const numerator = Math.round(denominator * adoptionOf(trust, capability, month));
      const late = isForgotten(organisation, capability.code, month);
      const series: Series = {
        name: `adoption ${organisation} ${capability.code} ${String(month)}`,
        recorded: late ? addDays(firstDayOf(FORGOTTEN.recordedIn), 12) : recordingDay(trust, month),
        by: recorderOf(organisation),
        subject,
        order: (of = denominator, part = numerator): MeasurementOrder => ({
          type: 'MeasureAdoption',
          data: {
            organisation,
            capability: capability.code,
            window: { from: firstDayOf(month), to: lastDayOf(month) },
            numerator: part,
            denominator: of,
            method: 'EPR report, all sites where it is live',
            source,
            ...(late ? { reason: words('The return was found missing at the year end') } : {}),
          },
        }),
        counted: [numerator, denominator],
      };
      return mended(series);
    });
}

/** The benefits that the earlier capabilities were bought for, in pence. */
function realisation(trust: TrustStory): readonly DemonstrationStep[] {
  const { code: organisation, wentLive = firstDayOf(0) } = trust;
  const paying = capabilitiesOf(trust).filter(({ stage, mandatory }) => stage <= 2 && mandatory);
  return paying.slice(0, 7).flatMap(({ code: capability, stage }, index) =>
    quartersOf(trust, wentLive)
      // A benefit is counted from its second quarter on; not every one is followed up.
      .filter(
        (month) => month >= 3 + index && chanceOf(organisation, capability, 'benefit')() < 0.8,
      )
      .flatMap((month) => {
        const chance = chanceOf(organisation, capability, 'realised', month);
        const expected = 100 * between(chance, 8_000, 24_000) * trust.sites.length;
        const reached = 0.35 + 0.22 * (levelOf(trust, month) - stage) + 0.2 * chance();
        const validated = Math.round(expected * Math.min(1.05, Math.max(0.05, reached)));
        return measured(trust, `realisation ${capability}`, month, {
          type: 'MeasureRealisation',
          data: {
            capability,
            validated,
            expected,
            unit: 'pence',
            ...common(organisation, month, 'Finance and the benefit owner together'),
          },
        });
      }),
  );
}

/** Counted once a partner is reached; of the others nothing is known. */
function sharedRecordUse(trust: TrustStory): readonly DemonstrationStep[] {
  const { code: organisation, wentLive = firstDayOf(0) } = trust;
  return partners.flatMap((partner, index) => {
    const since = reachedIn(trust, partner) ?? MONTHS;
    const quarters = quartersOf(trust, wentLive).filter((month) => month - 2 >= since);
    return quarters.flatMap((month) => {
      const chance = chanceOf(organisation, partner, month);
      const eligible = between(chance, 1_500, 3_500) * trust.sites.length;
      const reach = 0.45 + 0.12 * levelOf(trust, month) - 0.07 * index + 0.03 * chance();
      const available = Math.round(eligible * Math.min(0.98, Math.max(0.1, reach)));
      const use = 0.25 + 0.13 * levelOf(trust, month) + 0.04 * chance();
      const used = Math.round(available * Math.min(0.95, Math.max(0.05, use)));
      return measured(trust, `exchange ${partner}`, month, {
        type: 'MeasureSharedRecordUse',
        data: {
          partner,
          eligible,
          available,
          used,
          ...common(organisation, month, 'Audit trail of the shared care record'),
        },
      });
    });
  });
}

function driverUse(trust: TrustStory): readonly DemonstrationStep[] {
  const { code: organisation, wentLive = firstDayOf(0) } = trust;
  return drivers.flatMap((driver, index) =>
    (isUncounted(organisation, driver) ? [] : monthsOf(trust, wentLive)).flatMap((month) => {
      const chance = chanceOf(organisation, driver, month);
      const denominator = between(chance, 700, 1_400);
      const share = 0.4 + 0.11 * levelOf(trust, month) - 0.04 * index + 0.03 * chance();
      const numerator = Math.round(denominator * Math.min(0.97, Math.max(0.1, share)));
      return measured(trust, `driver ${driver}`, month, {
        type: 'MeasureDriver',
        data: {
          driver,
          numerator,
          denominator,
          ...common(organisation, month, 'Sample of entries', month),
        },
      });
    }),
  );
}

/** What every order says beside its counts; quarters end with the month. */
const common = (organisation: OdsCode, month: number, method: string, from = month - 2) => ({
  organisation,
  window: { from: firstDayOf(from), to: lastDayOf(month) },
  method,
  source,
});

function measured(
  trust: TrustStory,
  what: string,
  month: number,
  command: MeasurementOrder,
): readonly DemonstrationStep[] {
  const recorded = recordingDay(trust, month);
  const name = `${what} ${trust.code} ${String(month)}`;
  if (!inTime(recorded)) return [];
  const request = { of: 'measurements', command } as const;
  return [step(name, [recorded, '14:00'], recorderOf(trust.code), request)];
}

/** Whole months after a day, in which the trust was open. */
const monthsOf = ({ closes }: TrustStory, day: IsoDate): readonly number[] =>
  Array.from({ length: MONTHS }, (_, month) => month).filter(
    (month) => firstDayOf(month) >= day && (closes === undefined || lastDayOf(month) <= closes),
  );

/** The last months of the quarters (January to March, …) that lie wholly in those months. */
const quartersOf = (trust: TrustStory, day: IsoDate): readonly number[] => {
  const months = monthsOf(trust, day);
  return months.filter(
    (month) => Number(firstDayOf(month).slice(5, 7)) % 3 === 0 && months.includes(month - 2),
  );
};

/** A trust sends its return on the same day of the month, 4 to 11 days after its end. */
export const recordingDay = ({ code }: TrustStory, month: number): IsoDate =>
  addDays(lastDayOf(month), between(chanceOf(code, 'returns'), 4, 11));

const isForgotten = (trust: OdsCode, capability: CapabilityCode, month: number): boolean =>
  trust === FORGOTTEN.trust &&
  capability === FORGOTTEN.capability &&
  month >= FORGOTTEN.from &&
  month <= FORGOTTEN.to;

const isWithdrawn = (trust: OdsCode, capability: CapabilityCode, month: number): boolean =>
  trust === WITHDRAWN.trust &&
  capability === WITHDRAWN.capability &&
  month >= WITHDRAWN.from &&
  month <= WITHDRAWN.to;
