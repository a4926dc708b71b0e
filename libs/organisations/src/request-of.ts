import { Command } from '@nestjs/cqrs';
import type { Asker, ExpectedRevision, Handled } from '#event-sourcing';

/** A command on its way to a context, in somebody's name; each context's own request extends it. */
export abstract class RequestOf<Asked, Refusal extends string, Subject> extends Command<
  Handled<Refusal>
> {
  constructor(
    readonly command: Asked,
    readonly asker: Asker,
    readonly options: Readonly<{
      /** Whose, or of what, the entry is that is corrected or retracted; other commands name theirs. */
      subject?: Subject;
      ifRevision?: ExpectedRevision;
    }> = {},
  ) {
    super();
  }
}

/** Many commands to one record, in their order; each context's own series extends it. */
export abstract class SeriesOf<Asked, Refusal extends string, Subject> extends Command<
  readonly Handled<Refusal>[]
> {
  constructor(
    readonly subject: Subject,
    /** Of one asker, each under an id of its own. */
    readonly orders: readonly Readonly<{ command: Asked; asker: Asker }>[],
    readonly options: Readonly<{
      rehearsal?: boolean;
      onAnswered?: ((count: number) => void) | undefined;
      signal?: AbortSignal | undefined;
    }> = {},
  ) {
    super();
  }
}
