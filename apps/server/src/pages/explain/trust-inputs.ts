import { truncatedPercent } from '#figures';
import type { Explanation } from '#read-models';
import { dayInWords } from '#vocabulary';
import { amountInWords } from '../benefits/benefit-words.js';
import { boundsInWords, gapHeadline } from '../gap-in-words.js';
import type { Names } from '../names.js';
import { capital } from '../stages-in-words.js';
import { evidencedInWords, stageMissing } from '../trust/stage-rows.js';
import { partnerInWords } from '../trust/timeline-rows.js';

type Inputs = NonNullable<Explanation['inputs']>;
type Of<Name extends string> = Extract<Inputs, Readonly<Record<Name, unknown>>>;

/** What a figure came to, what went into it, and what did not. */
export type InputsShown = Readonly<{
  result: string;
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  leftOut: readonly string[];
}>;

/** The inputs of a trust's figure as a table, whichever figure it is. */
export function inputsShown(inputs: Inputs, names: Names): InputsShown {
  if ('capabilities' in inputs) return gapShown(inputs, names);
  if ('criteria' in inputs) return stageShown(inputs, names);
  if ('intervals' in inputs) return intervalsShown(inputs, names);
  if ('boundary' in inputs) return boundaryShown(inputs);
  if ('drivers' in inputs) return driversShown(inputs);
  return moneyShown(inputs);
}

function gapShown(gap: Of<'capabilities'>, names: Names): InputsShown {
  const unknown = gap.capabilities.filter(
    (each) => each.optimisationGap.low !== each.optimisationGap.high,
  );
  return {
    result: gap.reported ? gapHeadline(gap) : 'Nothing is reported, so the gap cannot be told.',
    caption: 'What went in, by capability',
    head: ['Capability', 'Weight', 'Installed', 'Used', 'Benefit shown', 'Gap in points'],
    rows: gap.capabilities.map(({ capability, weight, d, a, r, optimisationGap }) => [
      names.capability(capability),
      String(weight),
      share(d),
      share(a),
      share(r),
      boundsInWords(optimisationGap),
    ]),
    leftOut:
      unknown.length === 0
        ? []
        : [
            `${String(unknown.length)} of ${String(gap.capabilities.length)} capabilities have an input that is not known or out of date. They count with bounds, as the table shows.`,
          ],
  };
}

function stageShown(stage: Of<'criteria'>, names: Names): InputsShown {
  const apply = stage.criteria.filter(({ state }) => state !== 'not-applicable');
  const not = stage.criteria.filter(({ state }) => state === 'not-applicable');
  const rows = stageMissing({ missing: apply }, names);
  return {
    result: `Shown by evidence: ${evidencedInWords(stage.evidenced)}.`,
    caption: 'What went in, by criterion',
    head: [
      'Capability',
      'Stage',
      'State',
      'Used',
      'Use needed',
      'Installed',
      'Installation needed',
    ],
    rows: rows.map((row, index) => [
      row.capability,
      String(apply[index]?.stage ?? ''),
      row.state,
      row.adoption,
      row.adoptionNeeded,
      row.deployment,
      row.deploymentNeeded,
    ]),
    leftOut: [
      ...(not.length === 0
        ? []
        : [
            `Not applicable to a trust of this type: ${not.map(({ capability }) => names.capability(capability)).join(', ')}.`,
          ]),
      'Optional capabilities count in the gap and not in the stage.',
    ],
  };
}

const intervalsShown = ({ intervals }: Of<'intervals'>, names: Names): InputsShown => ({
  result: `The stage or what was missing for it changed ${String(Math.max(0, intervals.length - 1))} times.`,
  caption: 'The stage from day to day, the newest first',
  head: [
    'From',
    'Until',
    'Declared',
    'Shown by evidence',
    'Validated',
    'Missing for the next stage',
  ],
  rows: intervals
    .toReversed()
    .map((interval) => [
      dayInWords(interval.from),
      interval.to === undefined ? 'It still holds' : dayInWords(interval.to),
      interval.declared === undefined ? 'None' : `Stage ${String(interval.declared)}`,
      interval.evidencedLow === undefined || interval.evidencedHigh === undefined
        ? 'Not reported'
        : evidencedInWords({ low: interval.evidencedLow, high: interval.evidencedHigh }),
      interval.validated === undefined ? 'None' : `Stage ${String(interval.validated)}`,
      interval.missing.length === 0 ? 'Nothing' : interval.missing.map(names.capability).join(', '),
    ]),
  leftOut: [],
});

const weightings = {
  declared: 'the weights that were declared',
  'eligible-encounters': 'their eligible encounters',
  equal: 'equal weights, as not every flow is measured',
};

const boundaryShown = ({ boundary, weighting }: Of<'boundary'>): InputsShown => ({
  result: `The boundary gap is ${boundsInWords(boundary.gap)} points. Partners weigh by ${weightings[weighting]}.`,
  caption: 'What went in, by partner',
  head: ['Partner', 'Weight', 'Available', 'Used where available', 'Adds points'],
  rows: boundary.flows.map(({ partner, weight, c, v, adds }) => [
    capital(partnerInWords(partner)),
    weight.toLocaleString('en-GB', { maximumFractionDigits: 2 }),
    share(c),
    share(v),
    boundsInWords(adds.gap),
  ]),
  leftOut: [],
});

const driversShown = ({ drivers }: Of<'drivers'>): InputsShown => ({
  result: `The four drivers leave a gap of ${boundsInWords(drivers.gap)} points. ${String(drivers.known)} of 4 are known.`,
  caption: 'What went in, by driver',
  head: [
    'Driver',
    'Weight',
    'Measured',
    'Share of the gap in percent',
    'V with it mended, in percent',
  ],
  rows: drivers.parts.map(({ driver, weight, measured, floored, share: of, whatIf }) => [
    capital(driver.replaceAll('-', ' ')),
    String(weight),
    `${share(measured)}${floored ? ', counts as 1.0%' : ''}`,
    of === undefined ? 'Not known' : boundsInWords(hundredfold(of)),
    boundsInWords(hundredfold(whatIf)),
  ]),
  leftOut: [],
});

const moneyShown = ({ money, benefits }: Of<'money'>): InputsShown => ({
  result: `Of ${amountInWords(money.total.currentToDate, 'pence')} approved to date, ${amountInWords(money.total.validated, 'pence')} is validated and ${amountInWords(money.total.awaiting, 'pence')} awaits validation.`,
  caption: 'What went in, by benefit',
  head: [
    'Benefit',
    'Class',
    'Approved to date',
    'Validated',
    'Awaiting validation',
    'Rejected',
    'Below the gate',
  ],
  rows: benefits.map(({ benefit, class: of, money: own }) => [
    benefit,
    of,
    ...[own.currentToDate, own.validated, own.awaiting, own.rejected, own.belowGate].map((pence) =>
      amountInWords(pence, 'pence'),
    ),
  ]),
  leftOut:
    money.unmonetised === 0
      ? []
      : [`${String(money.unmonetised)} benefits have no value in money and are in no sum.`],
});

/** Cut to one decimal, never rounded up; unknown is said. */
const share = (value: number | undefined): string =>
  value === undefined ? 'Not known' : `${truncatedPercent(value, 1).toFixed(1)}%`;

const hundredfold = ({ low, high }: Readonly<{ low: number; high: number }>) => ({
  low: 100 * low,
  high: 100 * high,
});
