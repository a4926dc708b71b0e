import type { TimelineFact } from '#read-models';
import type { OdsCode } from '#vocabulary';
import { entryHref } from '../entries/kinds-with-page.js';
import type { Names } from '../names.js';
import { timelineRow } from '../trust/timeline-rows.js';

/** What a milestone is, on its tag. */
export const statuses = ['planned', 'achieved', 'corrected', 'withdrawn'] as const;
export type MilestoneStatus = (typeof statuses)[number];

/** A plan stays a plan though it was corrected; what happened may since have been put right. */
export function statusOf({ status, values }: TimelineFact): MilestoneStatus {
  if (status === 'retracted') return 'withdrawn';
  if (values.some(({ kind }) => kind === 'go-live-plan')) return 'planned';
  return status === 'corrected' ? 'corrected' : 'achieved';
}

/** A row of the list; the way to its entry for those who may read entries. */
export function milestoneRow(
  fact: TimelineFact,
  names: Names,
  { code, mayReadAll }: Readonly<{ code: OdsCode; mayReadAll: boolean }>,
) {
  const { when, what, said, recorded } = timelineRow(fact, names, code);
  const kinds = fact.values.map(({ kind }) => kind);
  const href = mayReadAll ? entryHref(code, fact.firstEntry, kinds) : undefined;
  const isPlan = kinds.includes('go-live-plan');
  return {
    // A plan has two days: the one it was made on, and the one it is for, which its words name.
    when: isPlan ? `Plan of ${when}` : when,
    ...{ what, said, recorded, href, tag: tags[statusOf(fact)] },
  };
}

const tags: Readonly<Record<MilestoneStatus, Readonly<{ text: string; colour: string }>>> = {
  planned: { text: 'Planned', colour: 'blue' },
  achieved: { text: 'Achieved', colour: 'green' },
  corrected: { text: 'Corrected', colour: 'yellow' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
};
