import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import type { FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { waitingAt, type WaitingBody } from '../approvals/approvals.query.js';
import { evidenceOwners } from '../evidence/evidence-uses.js';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { benefitUses, type FromBenefits } from './benefits-explained.js';
import { eventsOf, type EventUsed } from './events-used.js';
import { lookEver, lookOn } from './membership.js';
import { usesOfLooks, type Look, type Use } from './uses.js';

export type WaitingExplanation = Stamp &
  Readonly<{
    figure: 'approvals';
    formula: FormulaUsed;
    organisation: OdsCode;
    answer: WaitingBody;
    numerator: number;
    denominator: number;
    /** In the order of the log; without any other event the list would be the same. */
    events: readonly EventUsed[];
  }>;

/** Which events is the list of what waits at a trust made from? Undefined for an unknown code. */
export class ExplainWaiting extends Query<WaitingExplanation | undefined> {
  constructor(
    readonly code: OdsCode,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(ExplainWaiting)
export class ExplainWaitingHandler implements IQueryHandler<ExplainWaiting> {
  constructor(private readonly ledger: Ledger) {}

  execute({ code, moment }: ExplainWaiting): Promise<WaitingExplanation | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger): Promise<WaitingExplanation | undefined> => {
      const answer = await waitingAt(ledger, code, asOf);
      if (answer === undefined) return undefined;
      const uses = [
        ...(await ofTrust(ledger, code, asOf)),
        ...((await benefitUses(ledger, [code], { asOf, from })).get(code) ?? []),
        ...(await mendings(ledger, code, answer)),
      ];
      return {
        ...stampOf(ledger, asOf),
        figure: 'approvals',
        formula: answer.formula,
        organisation: code,
        answer,
        numerator: answer.numerator,
        denominator: answer.denominator,
        events: await eventsOf(ledger, uses),
      };
    });
  }
}

/** What of a benefit tells that it can be approved, or that a value of it can be validated. */
const from: FromBenefits = {
  kinds: [
    ...(['benefit', 'benefit-home', 'benefit-baseline', 'benefit-approval'] as const),
    ...(['benefit-write-off', 'benefit-actual', 'benefit-validation'] as const),
  ],
  takes: 'newest',
};

const own: readonly FactKind[] = ['status', 'stage-declared', 'stage-validated'];
const evidence: readonly FactKind[] = ['evidence', 'evidence-grade', 'evidence-withdrawn'];

const ofTrust = (ledger: LedgerAt, code: OdsCode, asOf: IsoDate): Promise<readonly Use[]> =>
  usesOfLooks(
    ledger,
    [
      lookOn(ledger, code, asOf, own),
      ...evidenceOwners(ledger, code).map((id) => lookEver(ledger, id, evidence)),
    ],
    [...own, ...evidence],
  );

const decidedOn: readonly FactKind[] = [
  ...(['benefit', 'benefit-baseline', 'benefit-actual', 'evidence', 'stage-declared'] as const),
];

/** Every correction of what waits: whoever made one may not decide, whatever day it spoke of. */
function mendings(
  ledger: LedgerAt,
  code: OdsCode,
  { waiting }: WaitingBody,
): Promise<readonly Use[]> {
  const owners = waiting.map(({ kind, subject }) => (kind === 'stage-validation' ? code : subject));
  const facts = new Set<string>(
    waiting.flatMap(({ factId, subject, kind }) => [
      factId,
      ...(kind === 'benefit-approval' ? ofProfile(ledger, subject) : []),
    ]),
  );
  const looks = [...new Set(owners)].map((owner): Look => ({
    owner,
    used: [],
    wouldCount: ({ factId }) => facts.has(factId),
  }));
  return usesOfLooks(ledger, looks, decidedOn);
}

/** An approval waits by a profile and a baseline; neither who stated one nor who stated the other decides. */
const ofProfile = (ledger: LedgerAt, benefit: string): readonly string[] =>
  [...ledger.stated(benefit, 'benefit'), ...ledger.stated(benefit, 'benefit-baseline')].map(
    ({ factId }) => factId,
  );
