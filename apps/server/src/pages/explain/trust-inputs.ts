import type { Bounds } from '#figures';
import type { Explanation } from '#read-models';
import { amountInWords } from '../benefits/benefit-words.js';
import { driverInWords } from '../drivers-in-words.js';
import { bothGaps, boundsInWords, gapHeadline } from '../gap-in-words.js';
import type { Names } from '../names.js';
import { percent } from '../numbers-in-words.js';
import { capital } from '../stages-in-words.js';
import type { InputsToShow } from './inputs-shown.js';
import { intervalsShown } from './interval-inputs.js';
import { moneyByClass } from './money-by-class.js';
import { evidencedInWords, stageMissing } from '../trust/stage-rows.js';
import { partnerInWords } from '../trust/value-in-words.js';
import { numbers, words } from '../table-view.js';

type Inputs = NonNullable<Explanation['inputs']>;
type Of<Name extends string> = Extract<Inputs, Readonly<Record<Name, unknown>>>;

/** The inputs of a trust's figure as a table, whichever figure it is. */
export function inputsShown(inputs: Inputs, names: Names): InputsToShow {
  if ('capabilities' in inputs) return gapShown(inputs, names);
  if ('criteria' in inputs) return stageShown(inputs, names);
  if ('intervals' in inputs) return intervalsShown(inputs, names);
  if ('boundary' in inputs) return boundaryShown(inputs);
  if ('drivers' in inputs) return driversShown(inputs);
  return moneyShown(inputs);
}

function gapShown(gap: Of<'capabilities'>, names: Names): InputsToShow {
  const unknown = gap.capabilities.filter(
    (each) => each.optimisationGap.low !== each.optimisationGap.high,
  );
  return {
    result: gap.reported ? gapHeadline(gap) : 'Nothing is reported, so the gap is not known.',
    ...(gap.reported && { brief: bothGaps(gap) }),
    caption: 'What went in, by capability',
    head: [
      words('Capability'),
      numbers('Gap in points'),
      numbers('Installed'),
      numbers('Used'),
      numbers('Benefit shown'),
      numbers('Weight'),
    ],
    rows: () =>
      gap.capabilities.map(({ capability, weight, d, a, r, optimisationGap }) => [
        names.capability(capability),
        boundsInWords(optimisationGap),
        share(d),
        share(a),
        share(r),
        String(weight),
      ]),
    unknown:
      unknown.length === 0
        ? []
        : [
            `${String(unknown.length)} of ${String(gap.capabilities.length)} capabilities ${unknown.length === 1 ? 'has' : 'have'} an input that is not known or out of date: it counts once as 0% and once as 100%, which makes the range.`,
          ],
    leftOut: [],
  };
}

function stageShown(stage: Of<'criteria'>, names: Names): InputsToShow {
  const apply = stage.criteria.filter(({ state }) => state !== 'not-applicable');
  const not = stage.criteria.filter(({ state }) => state === 'not-applicable');
  return {
    result: `Shown by evidence: ${evidencedInWords(stage.evidenced)}.`,
    caption: 'What went in, by criterion',
    head: [
      words('Capability'),
      numbers('Stage'),
      words('State'),
      numbers('Used'),
      numbers('Use needed'),
      numbers('Installed'),
      numbers('Installation needed'),
    ],
    rows: () =>
      stageMissing({ missing: apply }, names).map((row, index) => [
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

const weightings = {
  declared: 'the weights that were declared',
  'eligible-encounters': 'their eligible encounters',
  equal: 'equal weights, as not every flow is measured',
};

const boundaryShown = ({ boundary, weighting }: Of<'boundary'>): InputsToShow => ({
  result: `${spanInWords('The boundary gap', boundary.gap, `any of its ${String(boundary.flows.length)} partners`)} Partners count by ${weightings[weighting]}.`,
  caption: 'What went in, by partner',
  head: [
    words('Partner'),
    numbers('Points'),
    numbers('Available'),
    numbers('Used where available'),
    numbers('Weight'),
  ],
  rows: () =>
    boundary.flows.map(({ partner, weight, c, v, adds }) => [
      capital(partnerInWords(partner)),
      boundsInWords(adds.gap),
      share(c),
      share(v),
      weight.toLocaleString('en-GB', { maximumFractionDigits: 2 }),
    ]),
  leftOut: [],
});

const driversShown = ({ drivers }: Of<'drivers'>): InputsToShow => ({
  result: `${spanInWords('The gap that the 4 drivers leave', drivers.gap, 'any of them')} ${String(drivers.known)} of 4 drivers ${drivers.known === 1 ? 'is' : 'are'} known.`,
  caption: 'What went in, by driver',
  head: [
    words('Driver'),
    numbers('Measured'),
    numbers('Share of the gap (%)'),
    numbers('Use if it were at 100% (%)'),
    numbers('Weight'),
  ],
  rows: () =>
    drivers.parts.map(({ driver, weight, measured, floored, share: of, whatIf }) => [
      capital(driverInWords(driver)),
      `${share(measured)}${floored ? ', counts as 1.0%' : ''}`,
      of === undefined ? 'Not known' : boundsInWords(hundredfold(of)),
      boundsInWords(hundredfold(whatIf)),
      String(weight),
    ]),
  leftOut: [],
});

const moneyShown = ({ money, benefits }: Of<'money'>): InputsToShow => ({
  result: moneyByClass(money.byClass).join(' '),
  caption: 'What went in, by benefit',
  head: [
    words('Benefit'),
    words('Class'),
    numbers('Approved to date'),
    numbers('Validated'),
    numbers('Awaiting validation'),
    numbers('Rejected'),
    numbers('Before enough use'),
  ],
  rows: () =>
    benefits.map(({ benefit, class: of, money: own }) => [
      benefit,
      of,
      ...[own.currentToDate, own.validated, own.awaiting, own.rejected, own.belowGate].map(
        (pence) => amountInWords(pence, 'pence'),
      ),
    ]),
  leftOut:
    money.unmonetised === 0
      ? []
      : [
          `${String(money.unmonetised)} ${money.unmonetised === 1 ? 'benefit has' : 'benefits have'} no value in money and ${money.unmonetised === 1 ? 'is' : 'are'} in no sum.`,
        ],
});

/** Bounds as far apart as they can be tell nothing, which is said before the numbers. */
function spanInWords(what: string, gap: Bounds, ofAny: string): string {
  const words = `${boundsInWords(gap)} points`;
  return gap.high - gap.low < 99
    ? `${what} is ${words}.`
    : `${what} is not known, because too little was measured for ${ofAny}. It is between ${gap.low.toFixed(1)} and ${gap.high.toFixed(1)} points.`;
}

/** Cut to one decimal, never rounded up; unknown is said. */
const share = (value: number | undefined): string =>
  value === undefined ? 'Not known' : percent(value);

const hundredfold = ({ low, high }: Readonly<{ low: number; high: number }>) => ({
  low: 100 * low,
  high: 100 * high,
});
