import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Ledger } from '../facts-ledger/snapshot.js';

/** A version of the maturity model by its name, as reports name it, with its title. */
export type ModelTitled = Readonly<{ name: string; version: number; title: string }>;

/**
 * What was each version of the maturity model called, as known at an entry? A report used the title that was
 * known at the last entry it includes, whatever the version was called before or since.
 */
export class ModelTitles extends Query<readonly ModelTitled[]> {
  constructor(readonly entry: number) {
    super();
  }
}

@QueryHandler(ModelTitles)
export class ModelTitlesHandler implements IQueryHandler<ModelTitles> {
  constructor(private readonly ledger: Ledger) {}

  execute({ entry }: ModelTitles): Promise<readonly ModelTitled[]> {
    return this.ledger.at({ entry }, (ledger) =>
      Promise.resolve(
        ledger.models().map(({ value: { model: name, version, title } }) => ({
          ...{ name, version, title },
        })),
      ),
    );
  }
}
