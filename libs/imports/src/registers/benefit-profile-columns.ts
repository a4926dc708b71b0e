import { cadences, wgllPillars } from '#facts';
import { benefitClasses } from '#vocabulary';
import { needed, optional, textAt, yesOrNo, type Column, type FactData } from './column.js';

type Described = Pick<Column, 'description' | 'isDate' | 'into'> & Readonly<{ example?: string }>;

/** A field of the profile: at this path in the entry, and below `profile` in the fact. */
const of = (name: string, field: string, described: Described): Column =>
  optional({
    ...{ name, field, example: '', ...described },
    of: ({ profile }) => textAt(profile as FactData, field),
  });

const must = (name: string, field: string, description: string, example: string): Column =>
  needed(of(name, field, { description, example }));

const office = (name: string, field: string, who: string, example = ''): Column =>
  of(name, field, { description: `${who}: a role or a unit, never a name`, example });

/** The profile of a benefit (domain.md 4.3), a column for each of its fields. */
export const profileColumns: readonly Column[] = [
  must(
    'title',
    'title',
    'What it is, up to 200 characters',
    'Nursing time freed by electronic drug charts',
  ),
  must('class', 'class', `One of: ${Object.keys(benefitClasses).join(', ')}`, 'NCRB'),
  must('valued_in', 'valuedIn', 'money or measure: what amounts are in', 'money'),
  must('beneficiary', 'beneficiary', 'Who benefits', 'Ward nurses'),
  must('category', 'category', 'Its category', 'Workforce productivity'),
  must('objective', 'objective', 'The objective it serves', 'Release time to care'),
  needed(office('owner', 'owner', 'Who owns it', 'chief-nurse')),
  must('measure', 'measure.name', 'What is measured', 'Time for a drug round'),
  must('unit', 'measure.unit', 'The unit of the measure', 'minutes'),
  must('direction', 'measure.direction', 'higher or lower: which is better', 'lower'),
  must('data_source', 'measure.source', 'Where the numbers will come from', 'ePMA audit log'),
  must('cadence', 'measure.cadence', `One of: ${cadences.join(', ')}`, 'monthly'),
  of('formula', 'measure.formula', { description: 'How it is worked out' }),
  of('numerator_source', 'measure.numeratorSource', { description: 'Where its numerator is from' }),
  of('denominator_source', 'measure.denominatorSource', {
    description: 'Where its denominator is from',
  }),
  of('lag_months', 'measure.lagMonths', {
    description: 'Whole months until a number can be had',
    example: '1',
  }),
  of('target', 'targetValue', {
    description: 'For one measurement, in the unit of the measure',
    example: '50',
  }),
  of('capabilities', 'capabilities', {
    description: 'Capabilities that enable it, by their codes, with commas',
    example: 'C105',
  }),
  of('stage', 'stage', { description: 'The stage that enables it: 1, 2, 3 or 4' }),
  of('wgll_measure', 'wgllPillar', { description: `One of: ${wgllPillars.join(', ')}` }),
  office('accountable', 'accountable', 'The accountable executive'),
  office('measurer', 'measurer', 'Who measures it', 'benefits-office'),
  office('finance_validator', 'financeValidator', 'Who validates it in finance'),
  of('sustain_until', 'sustainUntil', {
    isDate: true,
    description: 'The day until which it is sustained',
  }),
  of('unit_value_pence', 'unitValue.pence', {
    description: 'What one unit is worth, in pence',
    example: '45',
  }),
  of('unit_value_source', 'unitValue.source', {
    description: 'Where that came from',
    example: 'Unit costs of health and social care',
  }),
  of('price_year', 'unitValue.priceYear', {
    description: 'The year of its prices',
    example: '2025/26',
  }),
  of('discount_set', 'discountSet', { description: 'The discount rates it is valued by' }),
  of('gate_capability', 'gate.capability', {
    description: 'The capability whose use must be reached before it counts',
  }),
  of('gate_threshold', 'gate.threshold', { description: 'That use, above 0 and up to 1' }),
  of('conditions', 'conditions', { description: 'Enabling conditions' }),
  of('assumptions', 'assumptions', { description: 'What is assumed' }),
  of('risks', 'risks', { description: 'What may keep it from coming' }),
  of('optimism_bias', 'optimismBias.share', { description: 'Share taken off, 0 to 1' }),
  of('optimism_source', 'optimismBias.source', { description: 'By what guidance' }),
  of('confidence', 'confidence', { description: 'low, medium or high' }),
  of('funding_reference', 'fundingRef', { description: 'The line of funding it answers for' }),
  of('emergent', 'emergent', {
    description: 'yes, if it was found after the go-live, not planned before it',
    into: yesOrNo,
  }),
];
