import { icbRows, membershipRows, renameRows, trustRows } from './organisation-rows.js';
import { trustSuccessionRows } from './succession-rows.js';
import {
  readReferenceData,
  referenceFiles,
  type Cells,
  type ReferenceData,
} from './reference-files.js';
import type { RowOrders } from './row-orders.js';

describe('A row of trusts', () => {
  it('registers the trust under the oldest name known, and closes it', () => {
    const renamings = [
      { ods_code: 'RA7', old_name: 'Middle', new_name: 'Newest' },
      { ods_code: 'RA7', old_name: 'Oldest', new_name: 'Middle' },
    ];
    const rows = trustRows(
      files({ 'trusts.csv': [trust({ closed: '2026-03-31' })], 'trust_renames.csv': renamings }),
    );
    expect(ordersOf(rows)).toMatchObject([
      { type: 'RegisterOrganisation', data: { name: 'Oldest', when: { on: '1991-04-01' } } },
      { type: 'CloseOrganisation', data: { organisation: 'RA7', lastDay: '2026-03-31' } },
    ]);
  });

  it('without an opening date has been open since before our records', () => {
    const rows = trustRows(files({ 'trusts.csv': [trust({ opened: undefined })] }));
    expect(ordersOf(rows)).toMatchObject([{ data: { when: { since: 'before-records' } } }]);
  });

  it('states its region only where no ICB does', () => {
    const memberships = [{ ods_code: 'RA7', icb_code: 'QUY' }];
    const [alone] = ordersOf(trustRows(files({ 'trusts.csv': [trust({})] })));
    expect(alone).toMatchObject({
      data: { region: 'Y58', source: { caution: 'Region as of July 2026' } },
    });
    const [member] = ordersOf(
      trustRows(files({ 'trusts.csv': [trust({})], 'trust_icb_membership.csv': memberships })),
    );
    expect(member).not.toHaveProperty('data.region');
    expect(member).not.toHaveProperty('data.source.caution');
  });

  it('says where its type comes from', () => {
    const typed = trust({ trust_type: 'Acute', trust_type_source: 'FOI 2024-10', note: 'A note' });
    expect(ordersOf(trustRows(files({ 'trusts.csv': [typed] })))).toMatchObject([
      {
        data: {
          trustType: 'Acute',
          source: { caution: 'Type: the list of 1 October 2024. Region as of July 2026. A note' },
        },
      },
    ]);
  });
});

describe('A row of renamings', () => {
  const renaming = (evidence: string, day?: string) =>
    ordersOf(
      renameRows(
        files({
          'trust_renames.csv': [
            { ods_code: 'RA7', old_name: 'A', new_name: 'B', evidence, effective_date: day },
          ],
        }),
      ),
    );

  it.each([
    ['anything', '2020-04-01', { on: '2020-04-01' }],
    [
      'ODS extracts 2025-07 and 2026-07 differ',
      undefined,
      { between: ['2025-07-15', '2026-07-08'] },
    ],
    [
      'provider list of 2024-10-01 and ODS extract 2025-07 differ',
      undefined,
      { between: ['2024-10-01', '2025-07-15'] },
    ],
    ['hearsay', undefined, { undated: 'gathered', on: '2026-11-22' }],
  ])('by "%s" of %s is dated %j', (evidence, day, when) => {
    expect(renaming(evidence, day)).toMatchObject([{ data: { name: 'B', when } }]);
  });
});

describe('A row of ICB memberships', () => {
  const icbs = [{ icb_code: 'QUY', region_code: 'Y58', icb_name: 'B', opened: '2022-07-01' }];
  const joining = (valid_from: string) =>
    ordersOf(
      membershipRows(
        files({
          'icbs.csv': icbs,
          'trust_icb_membership.csv': [
            { ods_code: 'RA7', icb_code: 'QUY', valid_from, evidence: 'ODS 2025-07' },
          ],
        }),
      ),
    );

  it('brings the region of the ICB along', () => {
    expect(joining('2022-07-01')).toMatchObject([{ data: { icb: 'QUY', region: 'Y58' } }]);
  });

  it.each([
    ['2022-07-01', { on: '2022-07-01' }, /assumed.*boards began/],
    ['2026-04-01', { on: '2026-04-01' }, /former board closed/],
    ['2024-11-01', { on: '2024-11-01' }, /assumed.*trust opened/],
    ['2026-07-08', { between: ['2025-07-15', '2026-07-08'] }, /not known/],
  ])('from %s says how well it is known', (from, when, caution) => {
    const [order] = joining(from);
    expect(order).toMatchObject({ data: { when } });
    expect(order).toHaveProperty('data.source.caution', expect.stringMatching(caution));
  });
});

describe('A row of successions', () => {
  it('names its evidence, and what the file notes about it', () => {
    const rows = trustSuccessionRows(
      files({
        'trust_successions.csv': [
          {
            predecessor_ods_code: 'RYK',
            successor_ods_code: 'TAJ',
            effective_date: '2024-08-01',
            type: 'split',
            evidence: 'trust_briefing',
            note: 'Phase 1 of the transfer',
          },
        ],
      }),
    );
    expect(ordersOf(rows)).toEqual([
      {
        type: 'SucceedOrganisation',
        data: {
          organisation: 'RYK',
          successor: 'TAJ',
          succession: 'split',
          when: { on: '2024-08-01' },
          source: {
            name: 'Briefing of the trust (dihc.nhs.uk)',
            url: 'https://www.dihc.nhs.uk',
            gatheredOn: '2026-11-22',
            caution: 'Phase 1 of the transfer',
          },
        },
      },
    ]);
  });
});

it('A blank cell that must not be blank is a fault of the file', () => {
  expect(() => icbRows(files({ 'icbs.csv': [{ icb_code: 'QUY' }] }))).toThrow('icb_name');
});

it('The shipped rows about organisations have keys of their own', async () => {
  const { rows } = await readReferenceData();
  const data = rows();
  for (const keyed of [trustRows, icbRows, renameRows, membershipRows, trustSuccessionRows]) {
    const keys = keyed(data).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

const trust = (cells: Cells): Cells => ({
  ods_code: 'RA7',
  display_name: 'Newest',
  region_code: 'Y58',
  opened: '1991-04-01',
  record_source: 'ODS etr 2026-07',
  ...cells,
});

const files = (given: Partial<Record<keyof ReferenceData, readonly Cells[]>>): ReferenceData =>
  ({
    ...Object.fromEntries(referenceFiles.map((file) => [file, []])),
    ...given,
  }) as unknown as ReferenceData;

const ordersOf = (rows: readonly RowOrders[]) =>
  rows.flatMap(({ orders }) => orders.map(({ order }) => order));
