import {
  accept,
  refuse,
  refuseAt,
  type Decide,
  type Decision,
  type Refused,
} from '#event-sourcing';
import {
  everyFact,
  factDecider,
  factOf,
  saysTheSame,
  settle,
  type CurrentFact,
  type FactBasis,
  type OrderBasis,
} from '#facts';
import type { EvidenceId, OdsCode } from '#vocabulary';
import { evidenceGrades, type EvidenceFact } from './evidence.events.js';
import type { EvidenceCircumstances, EvidenceOrder } from './evidence.orders.js';
import type { EvidenceRefusal } from './evidence.refusals.js';
import { attachedIn, withdrawnIn, type EvidenceFacts } from './evidence.state.js';

type No = Refused<EvidenceRefusal>;
type Answer = Decision<EvidenceFact, EvidenceRefusal>;

const rules: Decide<
  EvidenceOrder,
  EvidenceFacts,
  EvidenceFact,
  EvidenceRefusal,
  EvidenceCircumstances
> = {
  AttachEvidence(facts, order, circumstances) {
    if (order.evidenceId !== circumstances.evidenceId) return refuse('another-evidence');
    const settled = settle(order, circumstances);
    if (settled.outcome === 'refused') return settled;
    const no = whyNotAttached(order, settled.basis, circumstances);
    if (no !== undefined) return no;
    const { mediaType, bytes } = circumstances.file ?? {};
    const described = order.sha256 === undefined ? order : { ...order, mediaType, bytes };
    const fact = factOf<EvidenceFact>('EvidenceAttached', described, settled.basis);
    const { title, evidenceId } = attachedIn(facts)?.data ?? order;
    return once(attachedIn(facts), fact, refuse('attached-already', { title, evidenceId }));
  },

  GradeEvidence(facts, order, circumstances) {
    const begun = begin(facts, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const { attached, basis } = begun;
    const withdrawn = withdrawnIn(facts);
    if (withdrawn !== undefined) return refuse('withdrawn-already', { why: withdrawn.data.why });
    if (!evidenceGrades.includes(order.grade)) return refuseAt('grade', 'grade-unknown');
    if (order.grade >= GIVEN_BY_ANOTHER && attached.statedBy.includes(circumstances.asker.actor)) {
      return refuseAt('grade', 'grader-stated-it');
    }
    const named = { ...order, names: attached.statedIn };
    const fact = factOf<EvidenceFact>('EvidenceGraded', named, basis);
    const rival = gradeOfThatDay(facts, named.names, basis);
    const grade = String(rival?.data.grade);
    return once(rival, fact, refuseAt('when', 'graded-already', { grade }));
  },

  WithdrawEvidence(facts, order, circumstances) {
    const begun = begin(facts, order, circumstances);
    if (begun.outcome === 'refused') return begun;
    const fact = factOf<EvidenceFact>('EvidenceWithdrawn', order, begun.basis);
    const before = withdrawnIn(facts);
    const why = before?.data.why ?? '';
    return once(before, fact, refuse('withdrawn-already', { why }));
  },
};

/** The rules of evidence: what is attached, how far it carries, and when it no longer counts. */
export const evidenceDecider = factDecider<
  EvidenceOrder,
  EvidenceFact,
  EvidenceRefusal,
  EvidenceCircumstances
>(rules, ['EvidenceAttached', 'EvidenceGraded', 'EvidenceWithdrawn'], whyNotTheirs);

/** From this grade on, nobody grades what they attached themselves. */
const GIVEN_BY_ANOTHER = 2;

/** What stands already is no news; what says otherwise in its place is refused. */
function once(before: EvidenceFact | undefined, fact: EvidenceFact, no: No): Answer {
  if (before === undefined) return accept(fact);
  return saysTheSame(before, fact) ? accept() : no;
}

function whyNotAttached(
  order: Extract<EvidenceOrder, { type: 'AttachEvidence' }>['data'],
  { effective }: FactBasis,
  { file }: EvidenceCircumstances,
): No | undefined {
  const { sha256, url, period, validUntil } = order;
  if ((sha256 === undefined) === (url === undefined)) return refuse('file-or-link');
  if (sha256 !== undefined && file === undefined) return refuseAt('sha256', 'file-not-kept');
  if (url !== undefined && !url.startsWith('https://')) return refuseAt('url', 'link-not-https');
  if (period !== undefined && period.from > period.to) {
    return refuseAt('periodTo', 'period-ends-before-start');
  }
  if (validUntil !== undefined && validUntil < effective.latest) {
    const documentOn = effective.latest;
    return refuseAt('validUntil', 'expires-before-document', { documentOn });
  }
  return undefined;
}

/** What is said about evidence needs it to be there, on a day on which there was such a document. */
function begin(
  facts: EvidenceFacts,
  order: OrderBasis & Readonly<{ evidenceId: EvidenceId; organisation: OdsCode }>,
  circumstances: EvidenceCircumstances,
) {
  const { evidenceId } = circumstances;
  if (order.evidenceId !== evidenceId) return refuse('another-evidence');
  // What belongs to another organisation is, for this one, not there.
  const attached = attachedIn(facts);
  if (attached?.data.organisation !== order.organisation)
    return refuseAt('evidenceId', 'evidence-missing', { evidenceId });
  const settled = settle(order, circumstances);
  if (settled.outcome === 'refused') return settled;
  const documentOn = attached.data.effective.latest;
  return settled.basis.effective.latest < documentOn
    ? refuseAt('when', 'before-document', { documentOn })
    : { ...settled, attached };
}

/** The grade given to this entry on this day. */
const gradeOfThatDay = (facts: EvidenceFacts, names: string, { effective }: FactBasis) =>
  everyFact(facts)
    .filter((fact) => fact.type === 'EvidenceGraded')
    .find(({ data }) => data.names === names && data.effective.latest === effective.latest);

/** Who attached something could else take back the grade that another gave it. */
function whyNotTheirs(
  { type, statedBy }: CurrentFact<EvidenceFact>,
  { asker }: EvidenceCircumstances,
): No | undefined {
  return type === 'EvidenceGraded' && !statedBy.includes(asker.actor)
    ? refuse('grade-of-another')
    : undefined;
}
