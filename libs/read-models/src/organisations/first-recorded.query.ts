import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { OdsCode } from '#vocabulary';
import { Ledger } from '../facts-ledger/snapshot.js';

export type FirstRecorded = Readonly<{ entry: number; recordedAt: string }>;

/** One organisation, or those of a programme. */
export type Registered = Readonly<{ code: OdsCode }> | Readonly<{ demonstration: boolean }>;

/** At which entry was an organisation first registered here? Undefined where none is. */
export class FirstRegistration extends Query<FirstRecorded | undefined> {
  constructor(readonly about: Registered) {
    super();
  }
}

@QueryHandler(FirstRegistration)
export class FirstRegistrationHandler implements IQueryHandler<FirstRegistration> {
  constructor(private readonly ledger: Ledger) {}

  execute({ about }: FirstRegistration): Promise<FirstRecorded | undefined> {
    return this.ledger.at(undefined, async ({ read }) => {
      const [first] = await read<Readonly<{ entry: number; recorded_at: string }>>(
        FIRST,
        'code' in about ? [about.code, null] : [null, String(about.demonstration)],
      );
      return first && { entry: first.entry, recordedAt: first.recorded_at };
    });
  }
}

const FIRST = `
  select e.entry, e.recorded_at
  from read_models.series s
  join read_models.facts f on f.series = s.series
  join read_models.entries e on e.entry = f.recorded
  where s.kind = 'status' and ($1::text is null or s.owner = $1)
    and ($2::text is null or f.value ->> 'demonstration' = $2)
  order by e.entry limit 1`;
