import { instruments } from '#assessments';
import type { FactKind, LedgerValues } from '#facts';
import type { TimelineFact } from '#read-models';
import { dayInWords, stageNames, type Partner, type Stage } from '#vocabulary';
import { benefitFactsInWords } from '../benefits/facts-in-words.js';
import { withDaysInWords } from '../dates-in-words.js';
import { driverInWords } from '../drivers-in-words.js';
import type { Names } from '../names.js';
import { programmeFactsInWords } from '../programmes/facts-in-words.js';
import { capital, uncapital } from '../stages-in-words.js';
import { eprInWords, goLivePlanInWords, liveInWords, planOf } from './go-lives-in-words.js';
import { sitedIn, sitesInWords, togetherAtSites } from './sites-in-words.js';

/** What one value says. */
export function valueInWords(
  { kind, subject, value }: TimelineFact['values'][number],
  names: Names,
): string {
  const say = inWords[kind] as (
    value: LedgerValues[FactKind],
    subject: string,
    names: Names,
  ) => string;
  return say(value, subject, names);
}

/**
 * A fact of several values leaves out what it leaves open, such as the ICB of a registration; what
 * is so at several sites is said once.
 */
export function valuesInWords(values: TimelineFact['values'], names: Names): string {
  const said = values.filter(({ value }) => !isLeftOpen(value));
  const words = atTheirSites(said.length === 0 ? values : [...said].sort(byKind)).map((value) =>
    valueInWords(value, names),
  );
  return [...new Set(words)]
    .map((each, index) => (index === 0 ? each : uncapital(each)))
    .join('; ');
}

/** What is so at several sites, as one value of all of them. */
const atTheirSites = (values: TimelineFact['values']): TimelineFact['values'] =>
  togetherAtSites(values, ({ kind, value }, what) =>
    SITED.includes(kind) ? JSON.stringify([kind, what, value]) : undefined,
  );

const SITED: readonly FactKind[] = ['live', 'enabled'];

/** Nobody said which: the ICB or the type of an organisation. */
function isLeftOpen(value: object): boolean {
  const said = Object.values(value).filter((each) => each !== undefined);
  return said.length === 0 || said.includes(null);
}

const REGISTRATION: readonly FactKind[] = ['status', 'name', 'classification', 'icb', 'region'];
const byKind = (one: Readonly<{ kind: FactKind }>, other: Readonly<{ kind: FactKind }>): number =>
  REGISTRATION.indexOf(one.kind) - REGISTRATION.indexOf(other.kind);

type InWords = {
  readonly [Kind in FactKind]: (value: LedgerValues[Kind], subject: string, names: Names) => string;
};

/** Every kind of the ledger has its words here; a new one without them does not compile. */
const inWords: InWords = {
  ...benefitFactsInWords,
  ...programmeFactsInWords,
  assessment: ({ instrument, edition, scores }) =>
    `${instrumentNamed(instrument)} ${edition}: ${Object.entries(scores)
      .map(([name, score]) => `${name.replaceAll('-', ' ')} ${scoreInWords(instrument, score)}`)
      .join(', ')}`,
  survey: ({ instrument, edition, positive, negative, respondents }) =>
    `${instrumentNamed(instrument)} ${edition}: ${positive.toFixed(1)}% positive and ${negative.toFixed(1)}% negative of ${respondents.toLocaleString('en-GB')} answers`,
  evidence: ({ title }) => `Evidence attached: ${title}`,
  'evidence-grade': ({ grade }) => `Evidence given grade ${String(grade)}`,
  'evidence-withdrawn': () => 'Evidence withdrawn',
  status: (value) => (value.open ? 'Opened' : `Closed after ${dayInWords(value.lastDay)}`),
  name: ({ name }) => `Named ${name}`,
  classification: ({ trustType }) =>
    `Type of trust: ${trustType === undefined ? 'not known' : uncapital(trustType)}`,
  icb: ({ icb }, _, { organisation }) =>
    icb === null ? 'Integrated care board: not known' : `In ${organisation(icb)}`,
  region: ({ region }, _, { organisation }) =>
    region === null ? 'Region: not known' : `In the region ${organisation(region)}`,
  'succeeded-by': ({ successor, succession }, _, { organisation }) =>
    `Succeeded by ${organisation(successor)}, by ${succession}`,
  'succession-of': ({ predecessor, succession }, _, { organisation }) =>
    `Successor of ${organisation(predecessor)}, by ${succession}`,
  'epr-status': ({ hasEpr, supplier }) =>
    hasEpr ? `Has an EPR${supplier === undefined ? '' : `, by ${supplier}`}` : 'Has no EPR',
  'go-live-plan': (plan, subject) => goLivePlanInWords(plan, planOf(subject)),
  live: liveInWords,
  milestone: ({ milestone, detail }) =>
    `${capital(milestone.replaceAll('-', ' '))}${detail === undefined ? '' : `: ${withDaysInWords(detail)}`}`,
  replaced: ({ fromInstance, toInstance, supplier }, subject, { capability }) =>
    `${eprInWords(fromInstance, undefined)} replaced by ${eprInWords(toInstance, supplier)}${subject === '*' ? '' : ` for ${capability(subject)}`}`,
  scope: ({ sites }, subject, { capability }) =>
    `${sites.length === 1 ? '1 site counts' : `${String(sites.length)} sites count`} for ${capability(subject)}`,
  enabled: ({ live }, subject, names) =>
    `${capabilityAtSites(subject, names)} switched ${live ? 'on' : 'off'}`,
  'partner-flow': ({ live }, subject) =>
    `Exchange of records with ${partnerInWords(subject)} switched ${live ? 'on' : 'off'}`,
  'stage-declared': ({ stage, cause }) =>
    `Declared stage ${stageWord(stage)}${cause === undefined ? '' : `, lower because of: ${cause.replaceAll('-', ' ')}`}`,
  'stage-validated': (value, subject, { organisation }) =>
    value.withdrawn
      ? `Validation of stage ${subject} withdrawn`
      : `Stage ${subject} validated by ${organisation(value.validator)} until ${dayInWords(value.expires)}${value.scope === undefined ? '' : ` (scope: ${value.scope})`}`,
  adoption: ({ numerator, denominator }, subject, { capability }) =>
    `Use of ${capability(subject)}: ${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`,
  realisation: ({ validated, expected }, subject, { capability }) =>
    `Benefit of ${capability(subject)}: ${validated.toLocaleString('en-GB')} validated of ${expected.toLocaleString('en-GB')} expected`,
  exchange: ({ used, eligible }, subject) =>
    `Records of ${partnerInWords(subject)} used in ${used.toLocaleString('en-GB')} of ${eligible.toLocaleString('en-GB')} encounters`,
  driver: ({ numerator, denominator }, subject) =>
    `Driver of use, ${driverInWords(subject)}: ${numerator.toLocaleString('en-GB')} of ${denominator.toLocaleString('en-GB')}`,
  model: ({ title, version }) => `${title}, version ${String(version)}`,
};

const instrumentNamed = (code: string): string =>
  ({ dma: 'Digital Maturity Assessment (DMA)', nees: 'Net EHR Experience Score (NEES)' })[code] ??
  code.toUpperCase();

/** With the decimals of its scale: "stage 6", "well led 3.0". */
function scoreInWords(code: string, score: number): string {
  const instrument = Object.hasOwn(instruments, code)
    ? instruments[code as keyof typeof instruments]
    : undefined;
  return instrument?.kind === 'survey' || instrument === undefined
    ? String(score)
    : score.toFixed(instrument.scale.decimals);
}

const partnersInWords: Readonly<Record<Partner, string>> = {
  gp: 'GP practices',
  'other-acute': 'other acute trusts',
  community: 'community services',
  'mental-health': 'mental health services',
  'adult-social-care': 'adult social care',
};
export const partnerInWords = (partner: string): string =>
  (partnersInWords as Readonly<Record<string, string>>)[partner] ?? partner;

function capabilityAtSites(subject: string, { capability }: Names): string {
  const { what, sites } = sitedIn(subject);
  return `${capability(what)} ${sites.length === 0 ? 'at all sites' : sitesInWords(sites)}`;
}

const stageWord = (stage: Stage): string => `${String(stage)}, ${stageNames[stage]}`;
