import type { Refused } from '#event-sourcing';
import { columnsOf } from '../registers/columns-of.js';
import type { Column } from '../registers/column.js';
import type { Register } from '../registers/register.js';

/** Where a row says when; a measurement counts from the last day of its period. */
const WHEN = ['date', 'date_from', 'date_to', 'since_before_records'] as const;
const PERIOD = ['period_from', 'period_to'] as const;

/** Rules about several columns, or about one that their refusal does not name. */
const about: Readonly<Record<string, readonly string[]>> = {
  'period-ends-before-start': PERIOD,
  'period-backwards': PERIOD,
  'baseline-period-backwards': PERIOD,
  'period-outside-plan': PERIOD,
  'baseline-period-open': ['period_to', ...WHEN],
  'date-after-publication': ['source_published_on'],
  'late-without-reason': WHEN,
  'evidence-expired': WHEN,
  'instance-not-live': WHEN,
  'enabled-before-go-live': WHEN,
  'lower-stage-without-cause': ['stage'],
  'score-not-own': ['self_assessed'],
  'percents-above-100': ['positive', 'negative'],
  'value-differs-from-volume': ['volume'],
  'part-without-whole': ['numerator', 'denominator'],
  'unit-value-missing': ['unit_value_pence', 'unit_value_source'],
  'amounts-not-money': ['class'],
  'amounts-not-measure': ['class'],
  'target-wrong-direction': ['direction'],
  'profile-fixed': ['class', 'unit', 'direction'],
  'forecast-needs-approver': ['trajectory'],
  'benefit-elsewhere': ['benefit', ...WHEN],
  'benefit-not-approved': ['benefit', ...WHEN],
  'benefit-written-off': ['benefit', ...WHEN, ...PERIOD],
  'fact-not-found': ['entry'],
  'fact-retracted': ['entry'],
  'correction-of-another-kind': ['entry'],
  'another-organisation': ['entry'],
  'another-subject': ['entry'],
  'another-benefit': ['entry'],
  'stated-by-a-source': ['entry'],
};

/** The columns that a rule is about, as far as they can be known; the one to look at first is the first. */
export function columnsOfRule(
  register: Register,
  { because, field, details }: Pick<Refused, 'because' | 'field' | 'details'>,
  cells: Readonly<Record<string, string>>,
): readonly Column[] {
  const named = field === 'when' ? whenOf(register, cells) : [columnOf(register, field)];
  const whole =
    because === 'part-above-whole' ? columnOf(register, String(details['whole'])) : undefined;
  const others = columnsNamed(register, about[because] ?? []).filter(
    ({ name }) => !isWhen(name) || cells[name] !== undefined,
  );
  return [...new Set([...named, whole, ...others])].filter((column) => column !== undefined);
}

/** What a row is about, as far as it says so: where an entry, or another row, is about the same. */
export const keyColumns = (
  register: Register,
  cells: Readonly<Record<string, string>>,
): readonly Column[] =>
  columnsNamed(register, register.key).filter(({ name }) => cells[name] !== undefined);

/** The column of a field of an entry or an order: `source/name`, `sites/2`. */
export function columnOf(register: Register, field: string | undefined): Column | undefined {
  if (field === undefined) return undefined;
  const path = field.replaceAll('/', '.');
  const columns = columnsOf(register);
  return (
    columns.find((column) => column.field === path) ??
    columns.find((column) => column.field !== '' && path.startsWith(`${column.field}.`)) ??
    columns.find((column) => column.field.startsWith(`${path}.`))
  );
}

function whenOf(register: Register, cells: Readonly<Record<string, string>>): readonly Column[] {
  const days = columnsNamed(register, WHEN);
  if (days.length === 0) return columnsNamed(register, ['period_to']);
  const filled = days.filter(({ name }) => cells[name] !== undefined);
  return filled.length > 0 ? filled : days.slice(0, 1);
}

export const columnsNamed = (register: Register, names: readonly string[]): readonly Column[] =>
  names.flatMap((name) => columnsOf(register).find((column) => column.name === name) ?? []);

const isWhen = (name: string): boolean => (WHEN as readonly string[]).includes(name);
