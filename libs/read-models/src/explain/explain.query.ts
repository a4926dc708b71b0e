import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { formulaUsed, type FormulaName, type FormulaUsed } from '#figures';
import type { OdsCode } from '#vocabulary';
import {
  modelAt,
  stampOf,
  type ModelUsed,
  type Moment,
  type Stamp,
} from '../facts-ledger/asking.js';
import { Ledger } from '../facts-ledger/snapshot.js';
import { organisationOn } from '../organisations/organisation-on.js';
import { bearsOn, eventsOf, type EventUsed } from './events-used.js';
import { asksModel, type ExplainedFigure, type Inputs } from './figure-inputs.js';
import { figuresOf, modelUses } from './figures-explained.js';

export type Explanation = Stamp &
  Readonly<{
    figure: ExplainedFigure;
    formula: FormulaUsed;
    organisation: OdsCode;
    /** Only what bears on it; null is everything. */
    capability: string | null;
    model: ModelUsed | null;
    inputs: Inputs | null;
    /** In the order of the log; without any other event the figure would be the same. */
    events: readonly EventUsed[];
  }>;

/** Which inputs and events is this figure of a trust made from? Undefined for an unknown code. */
export class Explain extends Query<Explanation | undefined> {
  constructor(
    readonly figure: ExplainedFigure,
    readonly code: OdsCode,
    readonly moment: Moment,
    readonly capability?: string,
  ) {
    super();
  }
}

@QueryHandler(Explain)
export class ExplainHandler implements IQueryHandler<Explain> {
  constructor(private readonly ledger: Ledger) {}

  execute({ figure, code, moment, capability }: Explain): Promise<Explanation | undefined> {
    const { asOf, knownAt } = moment;
    return this.ledger.at(knownAt, async (ledger) => {
      if (organisationOn(ledger, code, asOf) === undefined) return undefined;
      const asked = { figure, asOf, capability };
      const own = (await figuresOf(ledger, [code], asked)).get(code);
      const uses = [...(await modelUses(ledger, asked)), ...(own?.uses ?? [])];
      return {
        ...stampOf(ledger, asOf),
        figure,
        formula: formulaUsed(formulas[figure]),
        organisation: code,
        capability: capability ?? null,
        model: asksModel(figure) ? (modelAt(ledger, asOf)?.used ?? null) : null,
        inputs: own?.inputs ?? null,
        events: await eventsOf(ledger, uses.filter(bearsOn(capability))),
      };
    });
  }
}

const formulas: Readonly<Record<ExplainedFigure, FormulaName>> = {
  ...{ stage: 'stage', gap: 'gap', progression: 'progression' },
  ...{ boundary: 'boundary-gap', drivers: 'drivers', money: 'money' },
};
