import type { AssessmentOrder } from '#assessments';
import type { Source } from '#facts';
import type { MaturityModelOrder } from '#maturity-models';
import type { OptimisationOrder } from '#optimisation';
import type { OrganisationOrder } from '#organisations';
import type { ProgrammeOrder } from '#programmes';
import {
  isoDate,
  odsCode,
  statedDate,
  type IsoDate,
  type Occurrence,
  type OdsCode,
} from '#vocabulary';
import type { Cells } from './reference-files.js';

/** An order, addressed to the context that takes it. */
export type AddressedOrder =
  | Readonly<{ to: 'assessments'; order: AssessmentOrder }>
  | Readonly<{ to: 'organisations'; order: OrganisationOrder }>
  | Readonly<{ to: 'maturity-models'; order: MaturityModelOrder }>
  | Readonly<{ to: 'optimisation'; order: OptimisationOrder }>
  | Readonly<{ to: 'programmes'; order: ProgrammeOrder }>;

/** What one row asks for. */
export type RowOrders = Readonly<{
  /** What makes the row the same row in a later version of its file. */
  key: string;
  /** Rows of one sequence are put one after another; different ones side by side. */
  sequence: string;
  orders: readonly AddressedOrder[];
}>;

/** The day on which the files were gathered: statements without any date count from it. */
export const GATHERED_ON = statedDate('2026-11-22');

/** Days of the two extracts between which some changes are only known to lie. */
export const EXTRACT_2025 = isoDate('2025-07-15');
export const EXTRACT_2026 = isoDate('2026-07-08');

export const ODS_2026: Source = {
  name: 'NHS England Organisation Data Service, NHS Trusts (etr.csv), July 2026',
  url: 'https://github.com/Riyaburman-analytics/UK-healthcare-analysis',
  publishedOn: statedDate('2026-07'),
};

/** An extract holds the state of the day it was taken; its copy is of 15 July 2025. */
export const ODS_2025: Source = {
  name: 'NHS England Organisation Data Service, NHS Trusts (etr.csv), July 2025',
  url: 'https://github.com/folakeobalakun/NHS-AE-RTT-Analysis',
  publishedOn: statedDate('2025-07'),
};

export const RCPCH: Source = {
  name: 'Royal College of Paediatrics and Child Health, NHS organisations (ONS and ODS codes)',
  url: 'https://github.com/rcpch/rcpch-nhs-organisations',
  gatheredOn: GATHERED_ON,
};

/** A source under another name: which of its statements is meant. */
export const named = (name: string, source: Source): Source => ({ ...source, name });

/** A cell that the file always fills; its absence is a fault of the file, not of a reader. */
export function cell(row: Cells, name: string): string {
  const text = row[name];
  if (text === undefined) throw new Error(`The column ${name} is blank: ${JSON.stringify(row)}`);
  return text;
}

export const codeIn = (row: Cells, name: string): OdsCode => odsCode(cell(row, name));
export const dayIn = (row: Cells, name: string): IsoDate => isoDate(cell(row, name));

export const optional = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Readonly<Record<Name, Value>>> =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;

export const onDayOf = (row: Cells, name: string): Occurrence => ({
  on: statedDate(cell(row, name)),
});

export const withCaution = (source: Source, caution: string | undefined): Source =>
  caution === undefined ? source : { ...source, caution };

export const assessments = (order: AssessmentOrder): AddressedOrder => ({
  to: 'assessments',
  order,
});
export const organisations = (order: OrganisationOrder): AddressedOrder => ({
  to: 'organisations',
  order,
});
export const optimisation = (order: OptimisationOrder): AddressedOrder => ({
  to: 'optimisation',
  order,
});
