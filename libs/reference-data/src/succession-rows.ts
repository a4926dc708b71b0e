import type { Succession } from '#organisations';
import { dayAfter, isoDate, type IsoDate, type Occurrence, type OdsCode } from '#vocabulary';
import type { Cells, ReferenceData } from './reference-files.js';
import {
  cell,
  codeIn,
  dayIn,
  GATHERED_ON,
  named,
  ODS_2026,
  onDayOf,
  optional,
  organisations,
  RCPCH,
  withCaution,
  type RowOrders,
} from './row-orders.js';

export const icbSuccessionRows = (data: ReferenceData): RowOrders[] =>
  data['icb_successions.csv'].map((row) =>
    succession(row, 'predecessor_icb_code', 'successor_icb_code'),
  );

export const trustSuccessionRows = (data: ReferenceData): RowOrders[] =>
  data['trust_successions.csv'].map((row) =>
    succession(row, 'predecessor_ods_code', 'successor_ods_code'),
  );

function succession(row: Cells, predecessorColumn: string, successorColumn: string): RowOrders {
  const organisation = codeIn(row, predecessorColumn);
  const successor = codeIn(row, successorColumn);
  const evidence = row['evidence'] ?? 'ods_via_rcpch';
  const name = successionEvidence[evidence] ?? evidence;
  const origin = evidence === 'ods_via_rcpch' ? RCPCH : ODS_2026;
  const source = evidence.startsWith('ods')
    ? named(name, origin)
    : { name, ...optional('url', successionAddress[evidence]), gatheredOn: GATHERED_ON };
  const order = {
    type: 'SucceedOrganisation',
    data: {
      organisation,
      successor,
      succession: cell(row, 'type') as Succession,
      when:
        row['effective_date'] === undefined
          ? undatedSuccession(row, organisation)
          : onDayOf(row, 'effective_date'),
      source: withCaution(source, row['note']),
    },
  } as const;
  return {
    key: `${organisation} ${successor}`,
    sequence: organisation,
    orders: [organisations(order)],
  };
}

/** First day on which a succession without a legal date can have been, by what its source says. */
const dissolvedFrom: Readonly<Record<string, IsoDate>> = { RJD: isoDate('2014-01-01') };

/** Not before the source has the trust dissolved, nor later than the day after its code was closed. */
function undatedSuccession(row: Cells, organisation: OdsCode): Occurrence {
  const from = dissolvedFrom[organisation];
  if (from === undefined) return { undated: 'gathered', on: GATHERED_ON };
  return { between: [from, dayAfter(dayIn(row, 'predecessor_closed'))] };
}

/** Of the others no more is known than what kind of source it was. */
const successionAddress: Readonly<Record<string, string>> = {
  trust_briefing: 'https://www.dihc.nhs.uk',
};

const successionEvidence: Readonly<Record<string, string>> = {
  ods_via_rcpch: 'ODS succession records, as collected by the RCPCH',
  ods_dates_and_name: 'ODS opening and closing dates: the new code opened the day after',
  ods_dates_and_press: 'ODS dates and press',
  trust_briefing: 'Briefing of the trust (dihc.nhs.uk)',
  parliament_vocabulary: 'Thesaurus of the UK Parliament',
  press: 'Press',
};
