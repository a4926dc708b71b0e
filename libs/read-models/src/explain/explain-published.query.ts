import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FactKind } from '#facts';
import { formulaUsed, type FormulaUsed } from '#figures';
import type { IsoDate, OdsCode } from '#vocabulary';
import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { ofKind } from '../facts-ledger/known-facts.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import {
  comparedWith,
  type FigureCompared,
  type NationalFigure,
} from '../published-figures/published-figures.query.js';
import { eventsBehind } from './events-used.js';
import { candidatesOf, lookOn } from './membership.js';
import {
  pageOf,
  participant,
  type PageOfParts,
  type PartAsked,
  type PartExplained,
} from './parts.js';
import { usesBy } from './uses.js';

/** What a trust was on each day for which figures are compared; null where no source says. */
type OnDays = Readonly<{
  on: readonly Readonly<{ day: IsoDate; open: boolean; hasEpr: boolean | null }>[];
}>;

export type PublishedExplanation = Stamp &
  PageOfParts &
  Readonly<{
    figure: 'published-figures';
    formula: FormulaUsed;
    answer: readonly FigureCompared[];
    /** Without any event that is listed, on any page, our side of the figures would be the same. */
    trusts: readonly PartExplained<OnDays>[];
  }>;

/** Which events is our side of the published figures made from? A page of trusts at a time. */
export class ExplainPublished extends Query<PublishedExplanation> {
  constructor(
    readonly published: readonly NationalFigure[],
    readonly moment: Moment,
    readonly part: PartAsked,
  ) {
    super();
  }
}

@QueryHandler(ExplainPublished)
export class ExplainPublishedHandler implements IQueryHandler<ExplainPublished> {
  constructor(private readonly ledger: Ledger) {}

  execute({ published, moment, part }: ExplainPublished): Promise<PublishedExplanation> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      const answer = comparedWith(ledger, published, asOf);
      const days = [...new Set(answer.flatMap(({ ours, on }) => (ours === null ? [] : [on])))];
      const { organisation } = part;
      const explained = (await candidatesOf(ledger, asOf, false)).filter(
        (code) => organisation === undefined || code === organisation,
      );
      const { page, counted } = pageOf(explained, part);
      return {
        ...stampOf(ledger, asOf),
        figure: 'published-figures',
        formula: formulaUsed('published-figures'),
        answer,
        trusts: await explain(ledger, page, { asOf, days }),
        ...counted,
      };
    });
  }
}

const kinds: readonly FactKind[] = ['status', 'epr-status', 'classification'];

async function explain(
  ledger: LedgerAt,
  codes: readonly OdsCode[],
  { asOf, days }: Readonly<{ asOf: IsoDate; days: readonly IsoDate[] }>,
): Promise<readonly PartExplained<OnDays>[]> {
  const looksOf = (code: OdsCode) => days.map((day) => lookOn(ledger, code, day, kinds));
  const looks = new Map(codes.map((code) => [code, looksOf(code)]));
  const uses = await usesBy(ledger, looks, kinds);
  const eventsIn = await eventsBehind(ledger, [...uses.values()].flat());
  return codes.map((code) => {
    const on = days.map((day) => {
      const [status] = ofKind(ledger.statedAt(code, day), 'epr-status');
      const open = organisationOn(ledger, code, day)?.open ?? false;
      return { day, open, hasEpr: status?.value.hasEpr ?? null };
    });
    return {
      ...participant(ledger, code, asOf),
      counts: on.some(({ open }) => open),
      inputs: { on },
      events: eventsIn(uses.get(code) ?? []),
    };
  });
}
