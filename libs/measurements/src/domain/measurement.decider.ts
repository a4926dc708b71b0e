import { accept, refuseAt, type Decide, type Decision, type Refused } from '#event-sourcing';
import { beforeRecords, factDecider, factOf, saysTheSame, settle, type OrderBasis } from '#facts';
import { periodInWords, RECORDS_BEGIN, statedDate, type CapabilityCode } from '#vocabulary';
import type { MeasurementFact, MeasurementWindow } from './measurement.events.js';
import {
  measurementStreamOf,
  type MeasurementCircumstances,
  type MeasurementOrder,
} from './measurement.orders.js';
import type { MeasurementRefusal } from './measurement.refusals.js';
import { keepingSpan, overlapping, type Measurements } from './measurement.state.js';

const rules: Decide<
  MeasurementOrder,
  Measurements,
  MeasurementFact,
  MeasurementRefusal,
  MeasurementCircumstances
> = {
  MeasureAdoption: (facts, data, circumstances) =>
    measured(
      facts,
      { type: 'MeasureAdoption', data },
      circumstances,
      () =>
        whyNoCapability(data.capability, circumstances) ??
        whyNoShare(data, ['numerator', 'denominator']),
    ),

  MeasureRealisation: (facts, data, circumstances) =>
    measured(
      facts,
      { type: 'MeasureRealisation', data },
      circumstances,
      () => whyNoCapability(data.capability, circumstances) ?? whyNoAmounts(data),
    ),

  MeasureSharedRecordUse: (facts, data, circumstances) =>
    measured(facts, { type: 'MeasureSharedRecordUse', data }, circumstances, () =>
      whyNoShare(data, ['used', 'available', 'eligible']),
    ),

  MeasureDriver: (facts, data, circumstances) =>
    measured(facts, { type: 'MeasureDriver', data }, circumstances, () =>
      whyNoShare(data, ['numerator', 'denominator']),
    ),
};

const ofFacts = factDecider<
  MeasurementOrder,
  MeasurementFact,
  MeasurementRefusal,
  MeasurementCircumstances
>(rules, ['AdoptionMeasured', 'RealisationMeasured', 'SharedRecordUseMeasured', 'DriverMeasured']);

/** The rules of measurements: what may be recorded, corrected and taken back. */
export const measurementDecider = { ...ofFacts, evolve: keepingSpan(ofFacts.evolve) };

type No = Refused<MeasurementRefusal>;

const factTypes: Readonly<Record<MeasurementOrder['type'], MeasurementFact['type']>> = {
  MeasureAdoption: 'AdoptionMeasured',
  MeasureRealisation: 'RealisationMeasured',
  MeasureSharedRecordUse: 'SharedRecordUseMeasured',
  MeasureDriver: 'DriverMeasured',
};

/** What each is a measurement of, beside the trust. */
const subjectFields: Readonly<Record<MeasurementOrder['type'], string>> = {
  MeasureAdoption: 'capability',
  MeasureRealisation: 'capability',
  MeasureSharedRecordUse: 'partner',
  MeasureDriver: 'driver',
};

/** What holds for every measurement: whose it is, its window, and its place among the others. */
function measured(
  facts: Measurements,
  order: MeasurementOrder,
  circumstances: MeasurementCircumstances,
  whyNot: () => No | undefined,
): Decision<MeasurementFact, MeasurementRefusal> {
  const { window } = order.data;
  const misplaced = whyMisplaced(order, circumstances);
  if (misplaced !== undefined) return misplaced;
  const dated = { ...order.data, when: { on: statedDate(window.to) } };
  const settled = settle(dated satisfies OrderBasis, circumstances);
  if (settled.outcome === 'refused') return settled;
  const early = whyEarly(window, circumstances);
  if (early !== undefined) return early;

  const fact = factOf<MeasurementFact>(factTypes[order.type], dated, settled.basis);
  const rival = overlapping(facts, window);
  if (rival === undefined) return whyNot() ?? accept(fact);
  return saysTheSame(rival, fact)
    ? accept()
    : refuseAt('from', 'period-overlaps', { period: periodInWords(rival.data.window) });
}

function whyMisplaced(
  order: MeasurementOrder,
  { organisation, stream }: MeasurementCircumstances,
): No | undefined {
  if (measurementStreamOf(order) !== stream)
    return refuseAt(subjectFields[order.type], 'another-subject');
  if (organisation !== undefined && organisation.kind !== 'trust') {
    return refuseAt('organisation', 'not-a-trust', { organisation: organisation.name });
  }
  const { from, to } = order.data.window;
  return from > to ? refuseAt('to', 'period-ends-before-start') : undefined;
}

/** The days before an organisation opened are its predecessors' to measure. */
function whyEarly(
  { from }: MeasurementWindow,
  { organisation }: MeasurementCircumstances,
): No | undefined {
  if (organisation !== undefined && from < organisation.opened) {
    return refuseAt('from', 'date-before-organisation', { openedOn: organisation.opened });
  }
  return from < RECORDS_BEGIN ? beforeRecords('from') : undefined;
}

const whyNoCapability = (
  capability: CapabilityCode,
  { capabilities }: MeasurementCircumstances,
): No | undefined =>
  capabilities.includes(capability) ? undefined : refuseAt('capability', 'capability-unknown');

/** Counts of which each is part of the next; the last is what they are a share of. */
function whyNoShare<Name extends string>(
  data: Readonly<Record<Name, number>>,
  names: readonly Name[],
): No | undefined {
  const odd = names.find((name) => !(Number.isSafeInteger(data[name]) && data[name] >= 0));
  if (odd !== undefined) return refuseAt(odd, 'number-not-whole', { field: capitalised(odd) });
  const whole = names.at(-1);
  if (whole !== undefined && data[whole] === 0) {
    return refuseAt(whole, 'number-zero', { field: capitalised(whole) });
  }
  for (const [index, part] of names.entries()) {
    const next = names[index + 1];
    if (next !== undefined && data[part] > data[next]) {
      return refuseAt(part, 'part-above-whole', { part: capitalised(part), whole: next });
    }
  }
  return undefined;
}

/** More than expected may be realised; money is counted in whole pence. */
function whyNoAmounts(
  data: Readonly<{ validated: number; expected: number; unit: string }>,
): No | undefined {
  const names = ['validated', 'expected'] as const;
  const odd = names.find((name) => !(Number.isFinite(data[name]) && data[name] >= 0));
  if (odd !== undefined) return refuseAt(odd, 'number-not-valid', { field: `The ${odd} amount` });
  const broken = names.find((name) => data.unit === 'pence' && !Number.isSafeInteger(data[name]));
  if (broken !== undefined)
    return refuseAt(broken, 'number-not-whole', { field: `The ${broken} amount` });
  return data.expected === 0
    ? refuseAt('expected', 'number-zero', { field: 'The expected amount' })
    : undefined;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
