import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  EVENT_STORE,
  sentenceOf,
  sideBySide,
  uuidV5,
  type Asker,
  type EventStore,
  type Handled,
} from '#event-sourcing';
import { AssessmentRequest, assessmentRefusals } from '#assessments';
import { ImportRequest, readImportOutcome, type FileOutcome } from '#imports';
import {
  MaturityModelRequest,
  maturityModelRefusals,
  MODEL_ID,
  publishVersion1,
} from '#maturity-models';
import { OptimisationRequest, optimisationRefusals } from '#optimisation';
import { OrganisationRequest, organisationRefusals } from '#organisations';
import { ProgrammeRequest, programmeRefusals } from '#programmes';
import { eprStatusRows, milestoneRows } from './epr-rows.js';
import { maturityScoreRows } from './maturity-score-rows.js';
import { icbRows, membershipRows, regionRows, renameRows, trustRows } from './organisation-rows.js';
import {
  cohortRows,
  definitionRows,
  programmeRows,
  statementRows,
  targetRows,
} from './programme-rows.js';
import { icbSuccessionRows, trustSuccessionRows } from './succession-rows.js';
import {
  readReferenceData,
  referenceFiles,
  type ReferenceData,
  type ReferenceFile,
} from './reference-files.js';
import type { AddressedOrder, RowOrders } from './row-orders.js';

/** What became of every row of every file. */
export type LoadReport = Readonly<{ files: readonly FileOutcome[] }>;

const MODEL_FILE = 'maturity model, version 1';
/** Namespace of the command ids of all rows. */
const ROWS = '5f2b8a34-6d1e-5c0b-9a77-3e64c1f0d852';
/** Streams that are written side by side. */
const SIDE_BY_SIDE = 24;

const rowsOf: Readonly<Record<ReferenceFile, (data: ReferenceData) => readonly RowOrders[]>> = {
  'nhs_england_regions.csv': regionRows,
  'icbs.csv': icbRows,
  'trusts.csv': trustRows,
  'icb_successions.csv': icbSuccessionRows,
  'trust_renames.csv': renameRows,
  'trust_icb_membership.csv': membershipRows,
  'trust_successions.csv': trustSuccessionRows,
  'epr_suppliers_2024-10.csv': eprStatusRows,
  'epr_milestones.csv': milestoneRows,
  'dma_2025_acute_pillar_scores.csv': maturityScoreRows,
  'programmes.csv': programmeRows,
  'target_definitions.csv': definitionRows,
  'programme_cohorts.csv': cohortRows,
  'programme_targets.csv': targetRows,
  'programme_statements.csv': statementRows,
};

/** Puts every row of the reference files as an order to the context it concerns. */
@Injectable()
export class ReferenceDataLoader {
  constructor(
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Loading again changes nothing: a completed load is told by one read. */
  async load(): Promise<LoadReport> {
    const { digest, rows } = await readReferenceData();
    const importId = `reference-${digest}`;
    const earlier = await readImportOutcome(this.store, importId);
    if (earlier !== undefined) return { files: earlier.map(asAlreadyThere) };

    await this.note(importId, {
      type: 'StartImport',
      data: { importId, files: [MODEL_FILE, ...referenceFiles] },
    });
    const data = rows();
    const files = [await this.loadRows(MODEL_FILE, [modelRow], importId)];
    for (const file of referenceFiles) {
      files.push(await this.loadRows(file, rowsOf[file](data), importId));
    }
    await this.note(importId, { type: 'CompleteImport', data: { importId, files } });
    return { files };
  }

  private async loadRows(
    file: string,
    rows: readonly RowOrders[],
    importId: string,
  ): Promise<FileOutcome> {
    const outcomes: RowOutcome[] = [];
    await sideBySide(inSequences(rows), SIDE_BY_SIDE, async (sequence) => {
      for (const row of sequence) outcomes.push(await this.loadRow(file, row, importId));
    });
    const refused = outcomes.flatMap((each) => (each.outcome === 'refused' ? [each.refusal] : []));
    return {
      file,
      rows: rows.length,
      recorded: outcomes.filter(({ outcome }) => outcome === 'recorded').length,
      alreadyThere: outcomes.filter(({ outcome }) => outcome === 'already-there').length,
      refused: refused.sort((a, b) => a.row - b.row),
    };
  }

  private async loadRow(
    file: string,
    { key, orders, line }: NumberedRow,
    importId: string,
  ): Promise<RowOutcome> {
    let recorded = false;
    for (const addressed of orders) {
      const asker = askerOf(`${file} ${key} ${addressed.order.type}`, importId);
      const { handled, sentences } = await this.put(addressed, asker);
      if (handled.outcome !== 'accepted') {
        return { outcome: 'refused', refusal: { row: line, ...whyNot(handled, sentences) } };
      }
      recorded ||= handled.events.length > 0 && !handled.repeated;
    }
    return { outcome: recorded ? 'recorded' : 'already-there' };
  }

  private async put(addressed: AddressedOrder, asker: Asker): Promise<Put> {
    switch (addressed.to) {
      case 'assessments':
        return {
          handled: await this.commands.execute(new AssessmentRequest(addressed.order, asker)),
          sentences: assessmentRefusals,
        };
      case 'organisations':
        return {
          handled: await this.commands.execute(new OrganisationRequest(addressed.order, asker)),
          sentences: organisationRefusals,
        };
      case 'maturity-models':
        return {
          handled: await this.commands.execute(new MaturityModelRequest(addressed.order, asker)),
          sentences: maturityModelRefusals,
        };
      case 'optimisation':
        return {
          handled: await this.commands.execute(new OptimisationRequest(addressed.order, asker)),
          sentences: optimisationRefusals,
        };
      case 'programmes':
        return {
          handled: await this.commands.execute(new ProgrammeRequest(addressed.order, asker)),
          sentences: programmeRefusals,
        };
    }
  }

  private async note(importId: string, command: ImportRequest['command']): Promise<void> {
    const asker = askerOf(`${importId} ${command.type}`, importId);
    const handled = await this.commands.execute(new ImportRequest(command, asker));
    if (handled.outcome !== 'accepted') throw new Error(`${command.type}: ${handled.outcome}`);
  }
}

type NumberedRow = RowOrders & Readonly<{ line: number }>;
type RowOutcome =
  | Readonly<{ outcome: 'recorded' | 'already-there' }>
  | Readonly<{ outcome: 'refused'; refusal: FileOutcome['refused'][number] }>;
type Put = Readonly<{ handled: Handled<string>; sentences: Readonly<Record<string, string>> }>;

/** The first line of a file is its header. */
const FIRST_LINE = 2;

const modelRow: RowOrders = {
  key: '1',
  sequence: MODEL_ID,
  orders: [{ to: 'maturity-models', order: publishVersion1 }],
};

/** The same row has the same command id, however often and wherever it is loaded. */
const askerOf = (name: string, importId: string): Asker => ({
  commandId: uuidV5(ROWS, name),
  actor: 'reference-loader',
  role: 'reference-loader',
  organisation: 'X26',
  correlation: uuidV5(ROWS, importId),
});

function whyNot(
  handled: Exclude<Handled<string>, { outcome: 'accepted' }>,
  sentences: Put['sentences'],
): Readonly<{ code: string; sentence: string }> {
  if (handled.outcome !== 'refused') {
    return { code: 'conflict', sentence: 'Others were writing the same record. Load again.' };
  }
  // A row's command id is the row's for ever, so another command under it is a row that has changed.
  if (handled.because === 'command-id-reused') return rowChanged;
  return { code: handled.because, sentence: sentenceOf(handled, sentences) };
}

const rowChanged = {
  code: 'row-changed',
  sentence:
    'This row was loaded before and said something else then. Correct the entry it led to, as reference loader.',
};

const asAlreadyThere = (file: FileOutcome): FileOutcome => ({
  ...file,
  recorded: 0,
  alreadyThere: file.recorded + file.alreadyThere,
});

/** The rows of each sequence, in the order of their file, with their lines. */
function inSequences(rows: readonly RowOrders[]): readonly (readonly NumberedRow[])[] {
  const sequences = new Map<string, NumberedRow[]>();
  rows.forEach((row, index) => {
    const sequence = sequences.get(row.sequence) ?? [];
    sequences.set(row.sequence, [...sequence, { ...row, line: index + FIRST_LINE }]);
  });
  return [...sequences.values()];
}
