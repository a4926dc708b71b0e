const recorder = { person: 'trust-recorder-1', organisation: 'RXX' };
const auditor = { person: 'auditor-1' };
const trust = '/organisations/RXX';
const target = '/programmes/board-programme/targets/coverage';

/** How figures are worked out, of what `recordForPages` records. */
export const explainPages = [
  ...['stage', 'gap', 'progression', 'boundary-gap', 'drivers'].map((figure) => ({
    path: `${trust}/${figure}/explain`,
    ...recorder,
  })),
  ...[
    ...['due', 'benefits', 'benefits/RXX-EPMA-TIME', 'approvals'],
    ...['assessments/dma', 'assessments/emram', 'assessments/nees'],
  ].map((figure) => ({
    path: `${trust}/${figure}/explain`,
    ...recorder,
  })),
  { path: `${trust}/benefits/explain?asOf=x`, ...recorder, status: 400 },
  { path: `${trust}/benefits/RXX-NONE/explain`, ...recorder, status: 404 },
  { path: `${trust}/approvals/explain?asOf=x`, ...recorder, status: 400 },
  { path: `${trust}/assessments/luck/explain`, ...recorder, status: 404 },
  { path: `${trust}/gap/explain`, ...auditor },
  { path: `${trust}/gap/explain`, status: 401 },
  { path: `${trust}/gap/explain?asOf=x`, ...recorder, status: 400 },
  { path: `${trust}/luck/explain`, ...recorder, status: 404 },
  ...['gaps', 'stages', 'progression', 'coverage/epr'].map((figure) => ({
    path: `/${figure}/explain`,
    ...auditor,
  })),
  ...['money-gaps', 'money-gaps/over-time'].map((figure) => ({
    path: `/${figure}/explain`,
    ...auditor,
  })),
  ...['trusts', 'forecast', 'course'].map((figure) => ({
    path: `${target}/${figure}/explain`,
    ...auditor,
  })),
  { path: `${target}/course/explain?asOf=x`, ...auditor, status: 400 },
  { path: '/gaps/explain?asOf=x', ...auditor, status: 400 },
  { path: '/luck/explain', ...auditor, status: 404 },
];
