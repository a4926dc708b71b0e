import type { QueryBus } from '@nestjs/cqrs';
import { TrustTimeline, type Moment } from '#read-models';
import type { OdsCode } from '#vocabulary';
import { publicKinds } from '../../api/who/public-kinds.js';
import { pageOfFact } from '../entries/kinds-with-page.js';
import { partAsked, partsAround, FEW_ROWS_SHOWN } from '../layout/parts-shown.js';
import type { Names } from '../names.js';
import { inThousands } from '../numbers-in-words.js';
import { timelineRow } from './timeline-rows.js';
import { withoutReasons } from './without-reasons.js';

type Asked = Readonly<{
  code: OdsCode;
  at: Moment;
  mayReadAll: boolean;
  names: Names;
  /** Of the address of the page: its clocks. */
  query: string;
  /** Which page of rows its address asks for. */
  number: unknown;
}>;

/** A part of what is recorded of an organisation, as much of it as the reader may see. */
export async function timelineShown(
  queries: QueryBus,
  { code, at, mayReadAll, names, query, number }: Asked,
) {
  const answerFrom = (offset: number) =>
    queries.execute(
      new TrustTimeline(code, at, {
        ...{ limit: FEW_ROWS_SHOWN, offset },
        ...(mayReadAll ? {} : { kinds: publicKinds }),
      }),
    );
  // How many there are is known only from an answer: as a rule the first is the one asked for.
  const asked = partAsked(number, Infinity, FEW_ROWS_SHOWN);
  const first = await answerFrom(asked.offset);
  if (first === undefined) return { timeline: [] };
  const part = partAsked(number, first.denominator, FEW_ROWS_SHOWN);
  const answer = part.offset === asked.offset ? first : await answerFrom(part.offset);
  const pages = partsAround(part, Object.fromEntries(new URLSearchParams(query)), {
    ...{ anchor: 'timeline', shown: FEW_ROWS_SHOWN },
  });
  return {
    timeline: answer?.facts.map((fact) => ({
      ...timelineRow(mayReadAll ? fact : withoutReasons(fact), names, code),
      ...(mayReadAll && { entryHref: pageOfFact(code, fact) }),
    })),
    timelineCount: inWords(pages.span, part.all),
    timelineNote: mayReadAll
      ? 'Benefits and evidence have pages of their own.'
      : 'Only what is public is shown.',
    pages,
  };
}

const inWords = (span: string | undefined, all: number): string =>
  `${span ?? inThousands(all)} ${all === 1 ? 'entry' : 'entries'}`;
