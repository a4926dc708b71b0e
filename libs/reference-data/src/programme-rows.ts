import { predicateIn, type OrderBasis, type Source } from '#facts';
import type { ProgrammeOrder } from '#programmes';
import {
  odsCode,
  parseFreeText,
  parsePartId,
  parseProgrammeId,
  cohortCauses,
  isoDate,
  statedDate,
  statementKinds,
  type Occurrence,
  type OdsCode,
  type PartId,
  type ProgrammeId,
} from '#vocabulary';
import type { Cells, ReferenceData } from './reference-files.js';
import { cell, GATHERED_ON, optional, type RowOrders } from './row-orders.js';

export const programmeRows = (data: ReferenceData): RowOrders[] =>
  data['programmes.csv'].map((row) =>
    asRow(row, cell(row, 'programme'), {
      type: 'RegisterProgramme',
      data: {
        programme: programmeIn(row),
        name: cell(row, 'name'),
        scopeAreas: listIn(row, 'scope_areas', '; '),
        ...basisOf(row, 'from'),
      },
    }),
  );

export const definitionRows = (data: ReferenceData): RowOrders[] =>
  data['target_definitions.csv'].map((row) => {
    const [definition, version] = [partIn(row, 'definition'), numberIn(row, 'version')];
    const predicate = predicateIn(JSON.parse(cell(row, 'predicate')));
    if (predicate === undefined) throw new Error(`No predicate: ${cell(row, 'predicate')}`);
    return asRow(row, `${definition} ${String(version)}`, {
      type: 'ChangeTargetDefinition',
      data: {
        programme: programmeIn(row),
        definition,
        version,
        title: cell(row, 'title'),
        predicate,
        ...basisOf(row, 'from'),
      },
    });
  });

export const cohortRows = (data: ReferenceData): RowOrders[] =>
  data['programme_cohorts.csv'].map((row) => {
    const [cohort, version] = [partIn(row, 'cohort'), numberIn(row, 'version')];
    return asRow(row, `${cohort} ${String(version)}`, {
      type: 'ReviseCohort',
      data: {
        programme: programmeIn(row),
        cohort,
        version,
        cause: oneOf(cohortCauses, cell(row, 'cause')),
        added: codesIn(row, 'added'),
        removed: codesIn(row, 'removed'),
        ...optional('counted', optionalNumber(row, 'counted')),
        ...basisOf(row, 'from'),
      },
    });
  });

export const targetRows = (data: ReferenceData): RowOrders[] =>
  data['programme_targets.csv'].map((row) => {
    const target = partIn(row, 'target');
    const terms = {
      programme: programmeIn(row),
      target,
      value: numberIn(row, 'value'),
      deadline: statedDate(cell(row, 'deadline')),
      definition: partIn(row, 'definition'),
      definitionVersion: numberIn(row, 'definition_version'),
      cohort: partIn(row, 'cohort'),
      cohortVersion: numberIn(row, 'cohort_version'),
      ...basisOf(row, 'on'),
    };
    const order: ProgrammeOrder =
      cell(row, 'change') === 'set'
        ? {
            type: 'SetProgrammeTarget',
            data: { ...terms, metric: cell(row, 'metric'), unit: cell(row, 'unit') },
          }
        : { type: 'RebaselineProgrammeTarget', data: terms };
    return asRow(row, `${target} ${cell(row, 'change')} ${cell(row, 'on')}`, order);
  });

export const statementRows = (data: ReferenceData): RowOrders[] =>
  data['programme_statements.csv'].map((row) => {
    const statement = partIn(row, 'statement');
    const words = parseFreeText(cell(row, 'words'));
    if (words === undefined) throw new Error(`Not fit to record: ${cell(row, 'words')}`);
    const [about, forDate] = [row['about'], row['for']];
    return asRow(row, statement, {
      type: 'MakeProgrammeStatement',
      data: {
        programme: programmeIn(row),
        statement,
        kind: oneOf(statementKinds, cell(row, 'kind')),
        words,
        ...optional('about', about === undefined ? undefined : partIn(row, 'about')),
        ...optional('forDate', forDate === undefined ? undefined : statedDate(forDate)),
        ...optional('unit', row['unit']),
        ...optional('value', optionalNumber(row, 'value')),
        ...optional('numerator', optionalNumber(row, 'numerator')),
        ...optional('denominator', optionalNumber(row, 'denominator')),
        ...basisOf(row, 'on'),
      },
    });
  });

/** Everything of a programme is one stream, so its rows are put one after another. */
const asRow = (row: Cells, key: string, order: ProgrammeOrder): RowOrders => ({
  key: `${cell(row, 'programme')} ${key}`,
  sequence: cell(row, 'programme'),
  orders: [{ to: 'programmes', order }],
});

function basisOf(row: Cells, day: string): OrderBasis {
  const published = row['published'];
  const order = optionalNumber(row, 'stated_order');
  const source: Source = {
    name: cell(row, 'source'),
    ...optional('url', row['source_url']),
    ...(published === undefined
      ? { gatheredOn: GATHERED_ON }
      : { publishedOn: statedDate(published) }),
    ...optional('order', order),
    ...optional('caution', row['caution']),
  };
  return { when: occurrenceIn(row, day), source };
}

/** A day, month or year; the days it lies between; or, where no date is stated, that of the source. */
function occurrenceIn(row: Cells, day: string): Occurrence {
  const [from, to, published] = [row[day], row['on_to'], row['published']];
  if (from !== undefined && to !== undefined) return { between: [isoDate(from), isoDate(to)] };
  if (from !== undefined) return { on: statedDate(from) };
  return published === undefined
    ? { undated: 'gathered', on: GATHERED_ON }
    : { undated: 'published', on: statedDate(published) };
}

const listIn = (row: Cells, name: string, separator: string): readonly string[] =>
  row[name]?.split(separator) ?? [];

const codesIn = (row: Cells, name: string): readonly OdsCode[] =>
  listIn(row, name, ' ').map(odsCode);

function programmeIn(row: Cells): ProgrammeId {
  const programme = parseProgrammeId(cell(row, 'programme'));
  if (programme === undefined) throw new Error(`No programme: ${cell(row, 'programme')}`);
  return programme;
}

function partIn(row: Cells, name: string): PartId {
  const part = parsePartId(cell(row, name));
  if (part === undefined) throw new Error(`No name: ${cell(row, name)}`);
  return part;
}

function optionalNumber(row: Cells, name: string): number | undefined {
  const text = row[name];
  return text === undefined ? undefined : numberIn(row, name);
}

function numberIn(row: Cells, name: string): number {
  const number = Number(cell(row, name));
  if (!Number.isFinite(number)) throw new Error(`No number: ${cell(row, name)}`);
  return number;
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((each) => each === text);
  if (word === undefined) throw new Error(`Not one of ${words.join(', ')}: ${text}`);
  return word;
}
