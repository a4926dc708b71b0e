import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

/** The files that are loaded, in this order, as the rules of later rows rest on earlier ones. */
export const referenceFiles = [
  'nhs_england_regions.csv',
  'icbs.csv',
  'trusts.csv',
  'icb_successions.csv',
  'trust_renames.csv',
  'trust_icb_membership.csv',
  'trust_successions.csv',
  'epr_suppliers_2024-10.csv',
  'epr_milestones.csv',
  'dma_2025_acute_pillar_scores.csv',
  'programmes.csv',
  'target_definitions.csv',
  'programme_cohorts.csv',
  'programme_targets.csv',
  'programme_statements.csv',
] as const;
export type ReferenceFile = (typeof referenceFiles)[number];

/** A row as its file has it; blank cells are undefined. */
export type Cells = Readonly<Record<string, string | undefined>>;
export type ReferenceData = Readonly<Record<ReferenceFile, readonly Cells[]>>;

const folder = new URL('../data/', import.meta.url);

type Shipped = Readonly<{
  /** Changes when any byte of the files does. */
  digest: string;
  rows: () => ReferenceData;
}>;

/** The files as they are shipped; their rows are parsed when asked for. */
export async function readReferenceData(): Promise<Shipped> {
  const texts = await Promise.all(
    referenceFiles.map((file) => readFile(new URL(file, folder), 'utf8')),
  );
  const digest = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);
  const rows = () =>
    Object.fromEntries(
      referenceFiles.map((file, index) => [file, rowsOf(texts[index] ?? '')]),
    ) as unknown as ReferenceData;
  return { digest, rows };
}

export const rowsOf = (text: string): Cells[] =>
  parse(text, { columns: true, skip_empty_lines: true }).map((row) =>
    Object.fromEntries(
      Object.entries(row as Record<string, string>).map(([name, cell]) => [
        name,
        cell.trim() === '' ? undefined : cell.trim(),
      ]),
    ),
  );
