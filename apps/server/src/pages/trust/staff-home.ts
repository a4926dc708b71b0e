import type { QueryBus } from '@nestjs/cqrs';
import type { StageFigure } from '#figures';
import {
  DueList,
  EntriesPage,
  TrustStages,
  TrustSummary,
  type EntryListed,
  type Moment,
  type SummaryAnswer,
} from '#read-models';
import type { OdsCode } from '#vocabulary';
import { waitingInWords } from '../approvals/approval-rows.js';
import { dataLinks, explainHref } from '../data-links.js';
import { instantInWords } from '../dates-in-words.js';
import { eventInWords } from '../events-in-words.js';
import type { Names } from '../names.js';
import { capital, stageInWords } from '../stages-in-words.js';
import { dueRow } from './due-rows.js';
import { stagesOverTime } from './stages-over-time.js';
import { partnerInWords } from './timeline-rows.js';

const ENTRIES_SHOWN = 10;
const DUE_SHOWN = 8;

type Asked = Readonly<{ code: OdsCode; at: Moment; query: string; names: Names }>;

/** What the people of a trust look at first: where they stand, what is due, what was recorded last. */
export async function staffHome(
  queries: QueryBus,
  { code, at, query, names }: Asked,
  stage: StageFigure | null | undefined,
) {
  const [summary, due, stages, entries] = await Promise.all([
    queries.execute(new TrustSummary(code, at)),
    queries.execute(new DueList(code, at)),
    queries.execute(new TrustStages(code, at)),
    queries.execute(
      new EntriesPage(
        { limit: ENTRIES_SHOWN, ...(at.knownAt && { knownAt: at.knownAt }) },
        { organisation: code },
      ),
    ),
  ]);
  if (summary === undefined) return undefined;
  const items = due?.due ?? [];
  return {
    cards: cardsOf(summary, stage, { code, query }),
    waiting: forASecondPerson(summary),
    due: items.slice(0, DUE_SHOWN).map((item) => dueRow(item, code, at.asOf)),
    dueLeft: Math.max(0, items.length - DUE_SHOWN),
    dueData: dataLinks(`organisations/${code}/due`, query),
    entries: entries.entries.map((entry) => entryRow(entry, { code, names })),
    stages: stages && {
      ...stagesOverTime(stages.intervals, { asOf: at.asOf, name: stages.name }),
      data: dataLinks(`organisations/${code}/progression`, query),
      explained: explainHref(`organisations/${code}/progression/explain`, query),
    },
  };
}

function whyNoCriteria(stage: StageFigure | null | undefined): string {
  if (!stage) return 'No maturity model says what it takes';
  return stage.evidenced === 'not-reported'
    ? 'Nothing is reported that would tell'
    : 'There is no higher one';
}

/** Four figures, each with the way to what it was made from. */
function cardsOf(
  { criteria, onTrack, overdue }: SummaryAnswer,
  stage: StageFigure | null | undefined,
  { code, query }: Pick<Asked, 'code' | 'query'>,
) {
  const address = `organisations/${code}`;
  const explained = explainHref(`${address}/stage/explain`, query);
  const { evidenced = 'not-reported' } = stage ?? {};
  const declared = stage?.declared;
  return [
    {
      label: 'Stage that evidence shows',
      value: evidenced === 'not-reported' ? 'Not reported' : stageNumber(evidenced.low),
      of: declared === undefined ? 'None is declared' : `Declared: ${stageInWords(declared.stage)}`,
      explained,
    },
    criteria === null
      ? {
          label: 'Next stage',
          value: 'None',
          of: whyNoCriteria(stage),
        }
      : {
          label: `Criteria of stage ${String(criteria.stage)}`,
          value: `${String(criteria.numerator)} of ${String(criteria.denominator)}`,
          of: 'are met',
          href: '#stage',
          way: 'See what is missing',
          explained,
        },
    {
      label: 'Benefits on track',
      value:
        onTrack.denominator === 0
          ? 'None approved'
          : `${String(onTrack.numerator)} of ${String(onTrack.denominator)}`,
      of: onTrack.denominator === 0 ? 'so nothing can be on track' : 'approved ones are on track',
      href: `/${address}/benefits${query}`,
      way: 'See each of them',
      explained: explainHref(`${address}/benefits/explain`, query),
    },
    {
      label: 'Overdue',
      value: String(overdue.numerator),
      of: `of ${String(overdue.denominator)} due now or within three months`,
      href: '#due',
      way: 'See what is due',
      explained: explainHref(`${address}/due/explain`, query),
    },
  ];
}

const stageNumber = (low: number): string => (low === 0 ? 'Below 1' : String(low));

const forASecondPerson = ({ waiting: { denominator } }: SummaryAnswer): string =>
  `${denominator === 0 ? 'Nothing waits' : waitingInWords(denominator)} for a second person`;

/** Kinds of records whose entries have a page. */
const WITH_PAGE = /^(optimisation|adoption|realisation|exchange|driver|benefit)-/;

/** The page of an entry; of evidence that of the evidence itself. */
function hrefOf(
  stream: string,
  { code, entry }: Readonly<{ code: OdsCode; entry: number }>,
): string | undefined {
  const trust = `/organisations/${code}`;
  if (stream.startsWith('evidence-')) return `${trust}/evidence/${stream.slice(9)}`;
  return WITH_PAGE.test(stream) ? `${trust}/entries/${String(entry)}` : undefined;
}

/** What was recorded, without what it says: its page tells that. */
function entryRow(
  { entry, recordedAt, type, role, stream }: EntryListed,
  { code, names }: Pick<Asked, 'code' | 'names'>,
) {
  return {
    number: entry.toLocaleString('en-GB'),
    href: hrefOf(stream, { code, entry }),
    what: eventInWords(type),
    about: aboutOf(stream, code, names),
    when: instantInWords(recordedAt),
    by: capital(role.replaceAll('-', ' ')),
  };
}

/** What a record is about beside the trust, by its name: a capability, a driver, a partner, a benefit. */
function aboutOf(stream: string, code: OdsCode, { capability }: Names): string {
  const [, kind = '', subject = ''] = /^([a-z]+)-(.+)$/.exec(stream) ?? [];
  const own = subject.startsWith(`${code}-`) ? subject.slice(code.length + 1) : subject;
  if (own === code || own === '') return 'The trust';
  switch (kind) {
    case 'adoption':
    case 'realisation':
      return capability(own);
    case 'driver':
      return capital(own.replaceAll('-', ' '));
    case 'exchange':
      return capital(partnerInWords(own));
    default:
      return own;
  }
}
