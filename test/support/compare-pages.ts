const seen = (path: string, status = 200) => ({
  path: `/programmes/national-epr/compare${path}`,
  person: 'programme-office-1',
  status,
});

/** Two days of a programme side by side, after `recordCorrectedTrust` and `recordProgramme`. */
export const comparePages = [
  seen(''),
  seen('?asOf=31+October+2025&with=30+June+2025'),
  seen('?asOf=31+October+2025&with=30+June+2025&withKnownAt=20+July+2025'),
  seen('?with=1+November+2025', 400),
  seen('?withKnownAt=x', 400),
  { path: '/programmes/national-epr/compare', person: 'model-steward-1' },
];

const one = (path: string, status = 200) => ({
  path: `/programmes/national-epr/organisations/${path}`,
  person: 'programme-office-1',
  status,
});

/** One trust of the programme on one page, after the same. */
export const onePages = [
  one('RXX'),
  one('RXX?asOf=31+October+2025&with=30+June+2025'),
  one('RXX?with=x', 400),
  one('RZZ', 404),
];
