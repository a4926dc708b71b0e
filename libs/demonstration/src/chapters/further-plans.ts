/** A system planned beside an EPR, or a further module of one. */
export type FurtherPlan = Readonly<{
  trust: string;
  what: string;
  /** When it was planned, and each day then expected: the first plan, and its revisions in turn. */
  said: readonly (readonly [on: string, expected: string])[];
  live?: string;
  /** Signed on this day: from then on it is an implementation. */
  signed?: string;
  cancelled?: string;
  /** A module of the EPR, planned with it and put off by itself. */
  module?: true;
}>;

/** What was said of each, in the order in which it was said. */
export const furtherPlans: readonly FurtherPlan[] = [
  { trust: 'DEMO01', what: 'maternity', said: [['2023-11-06', '2024-04']], live: '2024-04-20' },
  { trust: 'DEMO01', what: 'theatres', said: [['2024-05-13', '2024-11']], live: '2024-10-26' },
  {
    trust: 'DEMO01',
    what: 'imaging',
    said: [
      ['2025-03-10', '2025-12'],
      ['2025-10-06', '2026-03'],
    ],
    live: '2026-03-07',
  },
  {
    trust: 'DEMO02',
    what: 'theatres',
    said: [
      ['2023-11-20', '2024-06'],
      ['2024-04-22', '2024-09'],
    ],
    live: '2024-09-14',
    signed: '2024-01-15',
  },
  { trust: 'DEMO02', what: 'maternity', said: [['2024-10-07', '2025-05']], live: '2025-06-14' },
  {
    trust: 'DEMO03',
    what: 'pathology',
    said: [
      ['2024-01-22', '2024-09'],
      ['2024-07-15', '2025-02'],
      ['2025-01-13', '2025-06'],
    ],
    live: '2025-06-28',
  },
  { trust: 'DEMO03', what: 'maternity', said: [['2025-02-03', '2025-09']], live: '2025-09-20' },
  {
    trust: 'DEMO04',
    what: 'theatres',
    said: [
      ['2024-02-19', '2024-12'],
      ['2024-10-21', '2025-04'],
    ],
    live: '2025-05-10',
    signed: '2024-05-20',
  },
  {
    trust: 'DEMO06',
    what: 'maternity',
    said: [
      ['2024-03-04', '2024-10'],
      ['2024-09-02', '2025-03'],
      ['2025-02-10', '2025-10'],
    ],
    live: '2025-11-15',
  },
  {
    trust: 'DEMO07',
    what: 'pathology',
    said: [
      ['2024-01-08', '2024-08'],
      ['2024-06-10', '2024-12'],
    ],
    live: '2025-01-25',
  },
  {
    trust: 'DEMO08',
    what: 'maternity',
    said: [
      ['2024-04-15', '2025-01'],
      ['2024-12-02', '2025-06'],
    ],
    live: '2025-06-07',
  },
  {
    trust: 'DEMO13',
    what: 'patient-portal',
    said: [['2024-01-15', '2024-07']],
    live: '2024-07-13',
  },
  {
    trust: 'DEMO15',
    what: 'patient-portal',
    said: [
      ['2024-06-03', '2025-01'],
      ['2024-12-09', '2025-04'],
    ],
    live: '2025-04-12',
  },
  {
    trust: 'DEMO16',
    what: 'patient-portal',
    said: [['2024-02-05', '2024-09']],
    live: '2024-08-31',
  },
  {
    trust: 'DEMO18',
    what: 'scheduling',
    said: [
      ['2024-09-09', '2025-03'],
      ['2025-02-03', '2025-05'],
    ],
    live: '2025-05-17',
  },
  {
    trust: 'DEMO20',
    what: 'theatres',
    said: [
      ['2024-05-20', '2025-02'],
      ['2024-12-16', '2025-09'],
      ['2025-08-11', '2026-02'],
    ],
    live: '2026-02-21',
  },
  {
    trust: 'DEMO04',
    what: 'maternity',
    said: [
      ['2025-09-08', '2026-06'],
      ['2026-05-11', '2026-12'],
    ],
  },
  {
    trust: 'DEMO06',
    what: 'theatres',
    said: [
      ['2025-06-16', '2026-03'],
      ['2026-02-02', '2026-09'],
      ['2026-08-10', '2027-02'],
    ],
  },
  { trust: 'DEMO19', what: 'dispatch', said: [['2026-01-12', '2026-11']], signed: '2026-03-16' },
  {
    trust: 'DEMO14',
    what: 'patient-portal',
    said: [['2024-04-08', '2025-02']],
    cancelled: '2024-11-18',
  },
  {
    trust: 'DEMO09',
    what: 'maternity',
    said: [
      ['2024-07-08', '2025-03'],
      ['2025-02-17', '2025-08'],
    ],
    live: '2025-08-23',
    module: true,
  },
];
