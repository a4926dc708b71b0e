import { stampOf, type Moment, type Stamp } from '../facts-ledger/asking.js';
import type { LedgerAt } from '../facts-ledger/facts-ledger.query.js';
import { FigureCache } from '../facts-ledger/figure-cache.js';
import type { Ledger } from '../facts-ledger/snapshot.js';

/** The figures of one kind of question: each worked out once for as long as it includes the same. */
export class CohortFigures<Body extends object> {
  private readonly cache: FigureCache<Body>;

  /** `room`: how many answers are kept; fewer of those that are long. */
  constructor(
    private readonly ledger: Ledger,
    room = 200,
  ) {
    this.cache = new FigureCache(room);
  }

  /** `question`: all that the figure depends on beside the moment, as plain data. */
  at(
    { asOf, knownAt }: Moment,
    question: object,
    work: (ledger: LedgerAt) => Promise<Body>,
  ): Promise<Stamp & Body> {
    return this.ledger.at(knownAt, async (ledger) => {
      ledger.each.stay(asOf);
      const body = await this.cache.at(ledger, { asOf, ...question }, () => work(ledger));
      return { ...stampOf(ledger, asOf), ...body };
    });
  }
}

/** The figures of questions that have no answer on some days: that there is none is kept as well. */
export class FiguresIfAny<Body extends object> {
  private readonly figures: CohortFigures<Readonly<{ body: Body | null }>>;

  constructor(ledger: Ledger, room?: number) {
    this.figures = new CohortFigures(ledger, room);
  }

  /** As of `CohortFigures`; undefined where the work finds nothing. */
  async at(
    moment: Moment,
    question: object,
    work: (ledger: LedgerAt) => Promise<Body | undefined>,
  ): Promise<(Stamp & Body) | undefined> {
    const { body, ...stamp } = await this.figures.at(moment, question, async (ledger) => ({
      body: (await work(ledger)) ?? null,
    }));
    return body === null ? undefined : { ...stamp, ...body };
  }
}
