import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { ImportReport, Withdrawn } from '#imports';
import { schemaOf, type FieldsOf } from '../fields.js';

const report: FieldsOf<ImportReport> = {
  importId: ['string', 'Its reference, made from the bytes of the file'],
  organisation: ['string', 'ODS code'],
  register: ['string', 'Which list the file is'],
  sha256: ['string', 'Of the bytes'],
  stage: ['string', 'checked, refused (nothing was recorded), completed or withdrawn'],
  file: ['array', 'What is wrong with the file as a whole: code and message'],
  sheet: ['string', 'Of a workbook, the sheet that was read'],
  'totals.rows': ['integer', 'Rows of the file'],
  'totals.new': ['integer', 'Of these, new'],
  'totals.identical': ['integer', 'Said already'],
  'totals.changed': ['integer', 'Corrections of what was said'],
  'totals.conflict': ['integer', 'At odds with what was said'],
  'totals.invalid': ['integer', 'Not right in themselves'],
  problems: [
    'array',
    'The first thousand: sheet, row, column, value, others (further columns of the rule, each with its value), code, message, fix',
  ],
  problemsFound: ['integer', 'How many there are in all'],
  corrections: [
    'array',
    'A thousand at most: row, entry, position, about, and by column what it says and would say',
  ],
  doubts: [
    'array',
    'A thousand numbers at most that are far from the last: row, column, value, side, last, from, to',
  ],
  doubtsFound: ['integer', 'How many there are in all'],
  repeated: ['boolean', 'This is what the same file led to before'],
  position: ['string', 'For minPosition: a read with it includes what was recorded'],
};

const withdrawn: FieldsOf<Withdrawn> = {
  withdrawn: ['integer', 'Entries taken back'],
  restored: ['integer', 'Entries that say again what they said before'],
  left: ['integer', 'Entries that somebody mended since, and that stay'],
};

/** The report of an import; while it runs, its reference and progress, and where it stopped, what to do. */
export const AnswersReport = () =>
  ApiOkResponse({
    description:
      'Its report; its progress while its stage is running; what to do where it is stopped',
    content: { 'application/json': { schema: schemaOf(report) } },
  });

export const AnswersWithdrawal = () =>
  ApiOkResponse({
    description: 'What was taken back',
    content: { 'application/json': { schema: schemaOf(withdrawn) } },
  });

/** A file, which has no fields. */
export const AnswersFile = (...types: readonly string[]) =>
  applyDecorators(
    ApiOkResponse({
      description: 'A file',
      content: Object.fromEntries(
        types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]),
      ),
    }),
  );
