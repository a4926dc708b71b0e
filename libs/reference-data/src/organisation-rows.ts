import type { Source } from '#facts';
import { isoDate, statedDate, trustTypes, type Occurrence } from '#vocabulary';
import type { Cells, ReferenceData } from './reference-files.js';
import {
  cell,
  codeIn,
  dayIn,
  EXTRACT_2025,
  EXTRACT_2026,
  GATHERED_ON,
  named,
  ODS_2025,
  ODS_2026,
  onDayOf,
  optional,
  organisations,
  RCPCH,
  withCaution,
  type RowOrders,
} from './row-orders.js';

export const regionRows = (data: ReferenceData): RowOrders[] =>
  data['nhs_england_regions.csv'].map((row) => {
    const organisation = codeIn(row, 'region_code');
    return {
      key: organisation,
      sequence: organisation,
      orders: [
        organisations({
          type: 'RegisterOrganisation',
          data: {
            organisation,
            kind: 'region',
            name: cell(row, 'region_name'),
            when: { since: 'before-records' },
            source: RCPCH,
          },
        }),
      ],
    };
  });

export const icbRows = (data: ReferenceData): RowOrders[] =>
  data['icbs.csv'].map((row) => {
    const organisation = codeIn(row, 'icb_code');
    return {
      key: organisation,
      sequence: organisation,
      orders: [
        organisations({
          type: 'RegisterOrganisation',
          data: {
            organisation,
            kind: 'icb',
            name: cell(row, 'icb_name'),
            region: codeIn(row, 'region_code'),
            when: onDayOf(row, 'opened'),
            source: RCPCH,
          },
        }),
        ...closing(row, 'icb_code', RCPCH),
      ],
    };
  });

/** Registered under the oldest name we know; the later names follow as renamings. */
export function trustRows(data: ReferenceData): RowOrders[] {
  const oldestName = oldestNames(data['trust_renames.csv']);
  const inSomeIcb = new Set(data['trust_icb_membership.csv'].map((row) => row['ods_code']));
  return data['trusts.csv'].map((row) => {
    const organisation = codeIn(row, 'ods_code');
    // A trust's region follows its ICB; only those that closed before there were ICBs state theirs.
    const region = inSomeIcb.has(organisation) ? undefined : codeIn(row, 'region_code');
    const cautions = [
      row['trust_type_source'] && typeSourceOf(row['trust_type_source']),
      region && 'Region as of July 2026',
      row['note'],
    ].filter((each) => each !== undefined && each !== '');
    const origin = cell(row, 'record_source').startsWith('ODS') ? ODS_2026 : CARE_TRUSTS;
    const source = withCaution(origin, cautions.length > 0 ? cautions.join('. ') : undefined);
    const type = trustTypes.find((each) => each === row['trust_type']);
    return {
      key: organisation,
      sequence: organisation,
      orders: [
        organisations({
          type: 'RegisterOrganisation',
          data: {
            organisation,
            kind: 'trust',
            name: oldestName.get(organisation) ?? cell(row, 'display_name'),
            ...optional('trustType', type),
            ...optional('trustSubtype', row['trust_subtype']),
            ...optional('region', region),
            when:
              row['opened'] === undefined ? { since: 'before-records' } : onDayOf(row, 'opened'),
            source,
          },
        }),
        ...closing(row, 'ods_code', origin),
      ],
    };
  });
}

const typeSourceOf = (source: string): string =>
  `Type: ${source.replace('FOI 2024-10', 'the list of 1 October 2024')}`;

const CARE_TRUSTS: Source = {
  name: 'EPR suppliers by trust, 1 October 2024, and the ICB list of 2022',
  url: 'https://github.com/regulate-tech/nhstech',
  gatheredOn: GATHERED_ON,
};

/** A trust without an opening date closed all the same: its last day is known. */
function closing(row: Cells, codeColumn: string, source: Source) {
  if (row['closed'] === undefined) return [];
  const data = { organisation: codeIn(row, codeColumn), lastDay: dayIn(row, 'closed'), source };
  return [organisations({ type: 'CloseOrganisation', data })];
}

/** Of each code, the name that no renaming leads to. */
function oldestNames(renamings: readonly Cells[]): ReadonlyMap<string, string> {
  const led = new Set(renamings.map((row) => `${cell(row, 'ods_code')} ${cell(row, 'new_name')}`));
  return new Map(
    renamings
      .map((row) => [cell(row, 'ods_code'), cell(row, 'old_name')] as const)
      .filter(([code, name]) => !led.has(`${code} ${name}`)),
  );
}

export const renameRows = (data: ReferenceData): RowOrders[] =>
  data['trust_renames.csv'].map((row) => {
    const organisation = codeIn(row, 'ods_code');
    const name = cell(row, 'new_name');
    const evidence = cell(row, 'evidence');
    const when =
      row['effective_date'] === undefined
        ? renamedBetween(evidence)
        : onDayOf(row, 'effective_date');
    const order = {
      type: 'RenameOrganisation',
      data: {
        organisation,
        name,
        when,
        source: named(
          `Renaming: ${evidence}`,
          evidence.endsWith('secondary source') ? RCPCH : ODS_2026,
        ),
      },
    } as const;
    return {
      key: `${organisation} ${name}`,
      sequence: organisation,
      orders: [organisations(order)],
    };
  });

/** Without a date of its own, a renaming lies between the two lists that differ. */
function renamedBetween(evidence: string): Occurrence {
  if (evidence.startsWith('ODS extracts 2025-07 and 2026-07')) {
    return { between: [EXTRACT_2025, EXTRACT_2026] };
  }
  if (evidence.startsWith('provider list of 2024-10-01 and ODS extract 2025-07')) {
    return { between: [isoDate('2024-10-01'), EXTRACT_2025] };
  }
  return { undated: 'gathered', on: GATHERED_ON };
}

export function membershipRows(data: ReferenceData): RowOrders[] {
  const regionOf = new Map(
    data['icbs.csv'].map((row) => [codeIn(row, 'icb_code'), codeIn(row, 'region_code')]),
  );
  return data['trust_icb_membership.csv'].map((row) => {
    const organisation = codeIn(row, 'ods_code');
    const icb = codeIn(row, 'icb_code');
    const { when, caution } = joined(row);
    const evidence = cell(row, 'evidence');
    const origin = named(`ICB membership: ${evidence}`, listing(evidence));
    const source = { ...origin, caution };
    const order = {
      type: 'MoveOrganisationToIcb',
      data: { organisation, icb, ...optional('region', regionOf.get(icb)), when, source },
    } as const;
    return {
      key: `${organisation} ${icb}`,
      sequence: organisation,
      orders: [organisations(order)],
    };
  });
}

/** The newest list that shows a membership. */
function listing(evidence: string): Source {
  if (!evidence.startsWith('ODS')) return RCPCH;
  return evidence.includes('2026-07') ? ODS_2026 : ODS_2025;
}

/** The file fills in the day of a later extract where the real one is unknown; we do not. */
function joined(row: Cells): Readonly<{ when: Occurrence; caution: string }> {
  const from = cell(row, 'valid_from');
  if (from === EXTRACT_2026) {
    return {
      when: { between: [EXTRACT_2025, EXTRACT_2026] },
      caution: 'The day of the move is not known; it lies between two extracts',
    };
  }
  const caution =
    from === '2022-07-01'
      ? 'Start assumed: the day on which integrated care boards began'
      : from === '2026-04-01'
        ? 'Start taken from the day after the former board closed'
        : 'Start assumed: the day on which the trust opened';
  return { when: { on: statedDate(from) }, caution };
}
