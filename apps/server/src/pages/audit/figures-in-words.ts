import { isAsPublished, type FigureAgain, type FigureStanding } from '#read-models';
import { benefitClasses, dayInWords } from '#vocabulary';
import { amountInWords } from '../benefits/benefit-words.js';
import { uncapital } from '../stages-in-words.js';

type Published = Pick<FigureAgain, 'figure' | 'of' | 'unit'>;
type Numbers = NonNullable<FigureAgain['again']>;

/** What figures are about, by its name; what is not known by one stays its id. */
export type FigureNames = Readonly<
  Record<'organisation' | 'target' | 'definition', (id: string) => string>
>;

/** What a published figure is called: "Stage of Example NHS Trust (RXX)", "Trusts at stage 1". */
export function figureInWords(
  { figure, of }: Published,
  { organisation, target, definition }: FigureNames,
): string {
  const about = of === undefined ? '' : ` of ${organisation(of)}`;
  switch (figure) {
    case 'coverage':
      return `Coverage of the target “${target(of ?? '')}”`;
    case 'epr-coverage':
      return of === undefined ? 'Trusts with an EPR' : `Trusts with an EPR by “${definition(of)}”`;
    case 'stage-distribution':
      return atStage(of);
    case 'stage':
      return `Stage${about}`;
    case 'use-gap':
      return `Use gap${about}`;
    case 'optimisation-gap':
      return `Optimisation gap${about}`;
    case 'boundary-gap':
      return `Boundary gap${about}`;
    default:
      return ofMoney(figure, of) ?? `“${figure}”${about}`;
  }
}

/** "Value validated, cash-releasing"; undefined for what is no figure of money. */
function ofMoney(figure: string, of = ''): string | undefined {
  const name = Object.hasOwn(money, figure) ? money[figure] : undefined;
  const classes: Readonly<Record<string, string>> = benefitClasses;
  return name === undefined ? undefined : `${name}, ${classes[of] ?? of}`;
}

const money: Readonly<Record<string, string>> = {
  'money-validated': 'Value validated',
  'money-gap': 'Money gap to the newest approval',
  'money-gap-to-original': 'Money gap to the first approval',
  'money-slid-right': 'Value that slid to later periods',
};

const atStage = (of = ''): string => {
  if (of === 'not-reported') return 'Trusts without a known stage';
  return of === '0' ? 'Trusts below stage 1' : `Trusts at stage ${of}`;
};

/** "87% (20 of 23)", "64.3 to 67.8 points", "£1,200.50 (19 of 22 trusts)"; nothing known is said, and is not zero. */
export function numbersInWords(numbers: Numbers | null, unit: string): string {
  if (numbers === null) return 'Not worked out';
  const { value, low, high, numerator, denominator } = numbers;
  const fraction =
    numerator === undefined || denominator === undefined
      ? undefined
      : `${inFew(numerator)} of ${inFew(denominator)}${unit === 'pence' ? ' trusts' : ''}`;
  const isRange = low !== undefined && high !== undefined && low !== high;
  const one = value ?? low;
  const measured = isRange
    ? rangeInWords(low, high, unit)
    : one === undefined
      ? undefined
      : unit === 'pence'
        ? amountInWords(one, unit)
        : withUnit(inFew(one), unit);
  if (measured === undefined) return fraction ?? 'Not known';
  return fraction === undefined || unit === 'trusts' ? measured : `${measured} (${fraction})`;
}

const inFew = (number: number): string => Number(number.toFixed(2)).toLocaleString('en-GB');

/** A stage of 0 is none that was reached. */
const rangeInWords = (low: number, high: number, unit: string): string =>
  unit === 'stage' && low === 0
    ? `Below stage 1, or up to stage ${inFew(high)}`
    : withUnit(inSame(low, high).join(' to '), unit);

/** Both with as many decimals: what is 50.9 beside 37.26 was not measured less exactly. */
function inSame(...numbers: readonly number[]): readonly string[] {
  const decimals = Math.max(...numbers.map((each) => decimalsOf(inFew(each))));
  return numbers.map((each) =>
    each.toLocaleString('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
  );
}

const decimalsOf = (shown: string): number => shown.split('.')[1]?.length ?? 0;

function withUnit(shown: string, unit: string): string {
  if (unit === 'percent') return `${shown}%`;
  if (unit === 'stage') return shown === '0' ? 'Below stage 1' : `Stage ${shown}`;
  return `${shown} ${shown === '1' ? unit.replace(/s$/, '') : unit}`;
}

type WhyNot = NonNullable<FigureAgain['whyNot']>;

const reasons: Readonly<Record<WhyNot, string>> = {
  'figure-unknown': 'The tracker has no formula of this name',
  'formula-version-unknown': 'The tracker does not keep this version of the formula',
  'unit-unknown': 'The formula gives no figure in this unit',
  'of-unknown': 'Nothing is recorded about what the figure is of',
};

/** What stands beside it may be a code that nobody registered, and so has no name. */
const whyNotInWords = (whyNot: WhyNot, of: string | undefined): string =>
  whyNot === 'of-unknown' && of !== undefined ? `Nothing is recorded about ${of}` : reasons[whyNot];

/** Whether a figure came out again, for its tag, and what to know of it. */
export function outcomeOf({ outcome, differs, whyNot, of }: FigureAgain) {
  if (outcome === 'matches') return { text: 'Matches', colour: 'green', detail: '' };
  if (outcome === 'differs') {
    return { text: `Different ${differs.join(', ')}`, colour: 'red', detail: '' };
  }
  return {
    text: 'Cannot be worked out',
    colour: 'grey',
    detail: whyNot === null ? '' : whyNotInWords(whyNot, of),
  };
}

/** What a figure is by what is known now, since when, and whether it was never what was published. */
export function nowInWords(figure: FigureStanding): string {
  const { standing, now, unit, restatedOn, whyNot, of } = figure;
  if (standing === 'not-re-performed') {
    return whyNot === undefined
      ? 'Not worked out'
      : `Not worked out: ${uncapital(whyNotInWords(whyNot, of))}`;
  }
  const comesTo = numbersInWords(now, unit);
  if (standing === 'stands') {
    return isAsPublished(figure) ? 'The same' : `${comesTo} (different from the start)`;
  }
  return `${comesTo}${restatedOn === null ? '' : ` (since ${dayInWords(restatedOn)})`}`;
}

/** How many figures of a period are restated; those that nobody can tell of are not among the others. */
export function restatedInWords(
  figures: readonly Pick<FigureStanding, 'standing'>[],
): string | undefined {
  const [only, ...more] = figures;
  if (only === undefined) return undefined;
  if (more.length === 0) return `The one published figure ${one[only.standing]}.`;
  const count = (of: FigureStanding['standing']) =>
    figures.filter(({ standing }) => standing === of).length;
  const [restated, untold] = [count('restated'), count('not-re-performed')];
  const those = `${restated === 0 ? 'None' : String(restated)} of ${String(figures.length)} published figures ${restated > 1 ? 'are' : 'is'} restated`;
  return `${those}${untold === 0 ? '' : `; ${String(untold)} cannot be worked out`}.`;
}

const one = {
  stands: 'is not restated',
  restated: 'is restated',
  'not-re-performed': 'cannot be worked out',
} as const satisfies Readonly<Record<FigureStanding['standing'], string>>;
