import { odsCode, type IsoDate, type OdsCode, type SiteCode, type TrustType } from '#vocabulary';
import { isoDate } from '#vocabulary';

/**
 * Everybody in the demonstration. Trusts have real codes of three characters from R or T on, ICBs from
 * Q and regions from Y on; a code that begins with DEMO can therefore belong to none of them.
 */
export const region = {
  code: odsCode('DEMOY1'),
  name: 'Sallowshire (demonstration)',
} as const;

export const boards = [
  { code: odsCode('DEMOQ1'), name: 'Upper Sallow Integrated Care Board (demonstration)' },
  { code: odsCode('DEMOQ2'), name: 'Lower Sallow Integrated Care Board (demonstration)' },
] as const;

/** Whoever runs the programme of the region; no trust, and in no list of them. */
export const programmeOffice = odsCode('DEMOX1');

/** How a fictional trust fares. A level of 2.4 is somewhat above what stage 2 asks for. */
export type TrustStory = Readonly<{
  code: OdsCode;
  name: string;
  type: TrustType;
  board: OdsCode;
  sites: readonly Readonly<{ site: SiteCode; weight: number }>[];
  supplier: string;
  /** Level in the first and in the last month. */
  from: number;
  to: number;
  /** Day its EPR went live; before the programme for most. */
  wentLive?: IsoDate;
  /** How many stages its board claims beyond what it reached. */
  boasts: number;
  reports: boolean;
  /** First day. */
  established: IsoDate;
  /** First and last day, for those that begin or end with the merger. */
  opens?: IsoDate;
  closes?: IsoDate;
}>;

export const MERGER = {
  day: isoDate('2025-10-01'),
  lastDay: isoDate('2025-09-30'),
  announced: isoDate('2025-04-14'),
  predecessors: [odsCode('DEMO21'), odsCode('DEMO22')],
  successor: odsCode('DEMO24'),
} as const;

/** The trust that replaces its EPR, and the day of the cut-over. */
export const REPLACEMENT = { trust: odsCode('DEMO05'), day: isoDate('2025-03-15') } as const;

const suppliers = [
  'Larch Records (demonstration)',
  'Willow Clinical (demonstration)',
  'Rowan Systems (demonstration)',
] as const;

type Row = readonly [
  name: string,
  type: TrustType,
  sites: number,
  from: number,
  to: number,
  wentLive: string,
  boasts?: number,
];

const both: TrustType = 'Mental Health and Community (Combined)';

/** In the order of their codes, DEMO01 to DEMO24. */
const rows: readonly Row[] = [
  ['Amberdown University Hospitals', 'Acute', 4, 2.75, 4.35, '2016-05-21'],
  ['Brackenholt Teaching Hospitals', 'Acute', 5, 2.1, 3.35, '2018-10-13'],
  ['Coldspire Hospitals', 'Acute', 3, 1.2, 2.4, '2020-02-08'],
  ['Dunmarrow Hospitals', 'Acute', 3, 0.9, 2.3, '2019-06-15'],
  ['Eastfen University Hospitals', 'Acute', 4, 1.6, 2.75, '2014-03-01'],
  ['Fernholloway Hospitals', 'Acute', 3, 0.6, 1.7, '2021-11-06'],
  ['Greywether Hospitals', 'Acute', 2, 0.55, 1.5, '2022-05-14', 1],
  ['Harrowmere Hospitals', 'Acute', 3, 0.45, 1.4, '2022-09-24'],
  ['Ivelwick Hospitals', 'Acute', 3, 0.1, 1.45, '2024-05-11'],
  ['Kestrelmoor Hospitals', 'Acute', 4, 0, 1.25, '2025-01-18'],
  ['Larkhollow Hospitals', 'Acute', 2, 0.1, 0.85, '2025-09-13'],
  ['Mossgarth Hospitals', 'Acute', 3, 0, 0, ''],
  ['Northsallow Mental Health', 'Mental Health', 4, 1.3, 2.5, '2019-01-26'],
  ['Oakenfirth Mental Health', 'Mental Health', 3, 0.75, 1.8, '2019-01-26'],
  ['Pinewarden Mental Health', 'Mental Health', 4, 0.6, 2.25, '2020-09-05', 1],
  ['Quillstone Partnership', both, 5, 1.2, 3.3, '2017-11-18'],
  ['Rookfirth Partnership', both, 4, 0, 0, ''],
  ['Saltmere Community Health', 'Community', 3, 1.15, 2.35, '2018-04-07'],
  ['Thistledown Ambulance Service', 'Ambulance', 2, 0.85, 1.9, '2021-03-20'],
  ['Underfell Hospitals', 'Acute', 3, 0.85, 1.95, '2020-07-11', 2],
  ['Valecroft Hospitals', 'Acute', 2, 0.7, 1.6, '2021-05-15'],
  ['Westerlow Hospitals', 'Acute', 3, 0.9, 1.9, '2021-05-15'],
  ['Yarrowdene Hospitals', 'Acute', 3, 0, 0, ''],
  ['Valecroft and Westerlow Hospitals', 'Acute', 5, 0.6, 1.55, '2025-10-01'],
];

/** Registered, and never heard of again. */
const silent = new Set(['DEMO17', 'DEMO23']);

export const trusts: readonly TrustStory[] = rows.map(
  ([name, type, sites, from, to, wentLive, boasts = 0], index) => {
    const code = odsCode(`DEMO${String(index + 1).padStart(2, '0')}`);
    return {
      code,
      name: `${name} NHS Trust (demonstration)`,
      type,
      board: boards[index % 2 === 0 ? 0 : 1].code,
      sites: sitesOf(code, sites),
      supplier: suppliers[index % suppliers.length] ?? suppliers[0],
      from,
      to,
      boasts,
      reports: !silent.has(code),
      established:
        code === MERGER.successor
          ? MERGER.day
          : isoDate(`${String(1992 + ((7 * index) % 20))}-04-01`),
      ...(wentLive === '' ? {} : { wentLive: isoDate(wentLive) }),
      ...(code === MERGER.successor ? { opens: MERGER.day } : {}),
      ...(MERGER.predecessors.includes(code) ? { closes: MERGER.lastDay } : {}),
    };
  },
);

/** The main hospital weighs most. */
function sitesOf(code: OdsCode, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    site: `${code}${String.fromCharCode(65 + index)}` as SiteCode,
    weight: count - index + (index === 0 ? 2 : 0),
  }));
}
