import type { OrderBasis, Source } from '#facts';
import type { Milestone, OptimisationOrder } from '#optimisation';
import {
  earlierOf,
  odsCode,
  parseFreeText,
  spanOf,
  statedDate,
  type FreeText,
  type InstanceId,
  type IsoDate,
  type Occurrence,
  type OdsCode,
  type StatedDate,
} from '#vocabulary';
import type { Cells, ReferenceData } from './reference-files.js';
import {
  cell,
  codeIn,
  GATHERED_ON,
  onDayOf,
  optimisation,
  optional,
  type RowOrders,
} from './row-orders.js';

const SUPPLIERS: Source = {
  name: 'NHS England, freedom of information release, EPR Suppliers 01.10.24',
  url: 'https://github.com/regulate-tech/nhstech',
  statedOn: statedDate('2024-10-01'),
  gatheredOn: GATHERED_ON,
};

export const eprStatusRows = (data: ReferenceData): RowOrders[] =>
  data['epr_suppliers_2024-10.csv'].map((row) => {
    const organisation = codeIn(row, 'ods_code');
    const order = {
      type: 'ReportEprStatus',
      data: {
        organisation,
        hasEpr: cell(row, 'has_epr') === 'yes',
        ...optional('supplier', row['supplier_short']),
        when: onDayOf(row, 'as_at'),
        source: SUPPLIERS,
      },
    } as const;
    return {
      key: `${organisation} ${cell(row, 'as_at')}`,
      sequence: organisation,
      orders: [optimisation(order)],
    };
  });

/** Programmes that bring several trusts onto one running EPR. */
const sharedInstances: readonly Readonly<{ instance: string; trusts: readonly string[] }>[] = [
  { instance: 'norfolk-and-waveney-epr', trusts: ['RM1', 'RGP', 'RCX'] },
  { instance: 'mid-and-south-essex-epr', trusts: ['RAJ', 'R1L'] },
  { instance: 'south-warwickshire-george-eliot-epr', trusts: ['RJC', 'RLT'] },
  { instance: 'east-and-mid-cheshire-epr', trusts: ['RJN', 'RBT'] },
];

const forecasts = ['go_live_planned', 'go_live_deferred', 'go_live_cancelled'];

/** Milestones in the order of their file, in which statements about one EPR follow each other. */
export function milestoneRows(data: ReferenceData): RowOrders[] {
  const rows = data['epr_milestones.csv'];
  const planned = new Set<string>();
  return rows.map((row, index) => {
    const organisation = codeIn(row, 'ods_code');
    const { instance } = instanceOf(row);
    const plan = `${organisation} ${instance}`;
    const order = orderOf(row, placeOf(rows, index), planned.has(plan));
    if (order.type === 'PlanDeployment' || order.type === 'DeferGoLive') planned.add(plan);
    if (order.type === 'CancelGoLive' || order.type === 'RecordGoLive') planned.delete(plan);
    const columns = ['ods_code', 'event', 'event_date', 'planned_date', 'source_url'];
    return {
      key: columns.map((column) => row[column] ?? '').join(' '),
      sequence: organisation,
      orders: [optimisation(order)],
    };
  });
}

type Place = Readonly<{ when: Occurrence; order?: number }>;

function orderOf(row: Cells, place: Place, planExists: boolean): OptimisationOrder {
  const of = { organisation: codeIn(row, 'ods_code'), ...basisOf(row, place) };
  const { instance, sharedWith } = instanceOf(row);
  const supplier = optional('supplier', row['supplier']);
  const plannedGoLive = optional('plannedGoLive', statedDateIn(row, 'planned_date'));
  const why = optional('why', wordsOf(row));
  const shared = optional('sharedWith', sharedWith);
  switch (cell(row, 'event')) {
    case 'go_live_planned':
      return planExists && plannedGoLive.plannedGoLive !== undefined
        ? {
            type: 'ReviseGoLiveForecast',
            data: { ...of, instance, plannedGoLive: plannedGoLive.plannedGoLive, ...why },
          }
        : {
            type: 'PlanDeployment',
            data: {
              ...of,
              ...optional('detail', wordsOf(row)),
              instance,
              ...supplier,
              ...shared,
              ...plannedGoLive,
            },
          };
    case 'go_live_deferred':
      return {
        type: 'DeferGoLive',
        data: { ...of, instance, ...supplier, ...plannedGoLive, ...why },
      };
    case 'go_live_cancelled':
      return {
        type: 'CancelGoLive',
        data: { ...of, instance, ...supplier, ...optional('why', wordsOf(row, 'planned_date')) },
      };
    case 'went_live':
      return {
        type: 'RecordGoLive',
        data: {
          ...of,
          instance,
          ...supplier,
          ...shared,
          ...optional('detail', wordsOf(row, 'planned_date')),
        },
      };
    default:
      return { type: 'StateMilestone', data: { ...of, ...milestoneOf(row), ...supplier } };
  }
}

function milestoneOf(row: Cells) {
  const milestone = milestoneNames[cell(row, 'event')];
  if (milestone === undefined) throw new Error(`Unknown milestone: ${cell(row, 'event')}`);
  const pounds = row['amount_gbp'];
  return {
    milestone,
    ...optional('amountPence', pounds === undefined ? undefined : Number(pounds) * 100),
    ...optional('plannedFor', statedDateIn(row, 'planned_date')),
    ...optional('detail', freeText(row['detail'])),
  };
}

const milestoneNames: Readonly<Record<string, Milestone>> = {
  supplier_selected: 'supplier-selected',
  outline_business_case_approved: 'outline-business-case-approved',
  contract_planned: 'contract-planned',
  contract_signed: 'contract-signed',
  contract_value: 'contract-value',
  major_incident: 'major-incident',
  critical_incident: 'critical-incident',
  incidents_reported: 'incidents-reported',
  himss_emram_stage: 'emram-stage-stated',
};

function basisOf(row: Cells, { when, order }: Place): OrderBasis {
  const url = cell(row, 'source_url');
  const isForecast = forecasts.includes(cell(row, 'event'));
  const published = statedDateIn(row, 'published');
  return {
    when,
    source: {
      name: new URL(url).hostname.replace(/^www\./, ''),
      url,
      // A go-live is dated by when it happened; when that was said is known only of forecasts.
      ...optional('statedOn', isForecast ? statedDateIn(row, 'event_date') : undefined),
      ...(published === undefined ? { gatheredOn: GATHERED_ON } : { publishedOn: published }),
      ...optional('order', order),
      ...optional('caution', row['confidence'] === 'stated' ? undefined : row['confidence']),
    },
  };
}

/** When a row was stated, and its place among the statements about the same go-live. */
function placeOf(rows: readonly Cells[], index: number): Place {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`No row ${index}`);
  const own = statedWhen(row);
  if (!forecasts.includes(cell(row, 'event'))) return { when: own };
  const told = rows.filter(
    (other) =>
      other['ods_code'] === row['ods_code'] &&
      forecasts.includes(cell(other, 'event')) &&
      instanceOf(other).instance === instanceOf(row).instance,
  );
  const order = told.indexOf(row) + 1;
  const next = told[order];
  return { when: next === undefined ? own : notAfter(own, statedWhen(next), row), order };
}

function statedWhen(row: Cells): Occurrence {
  const [on, published] = [statedDateIn(row, 'event_date'), statedDateIn(row, 'published')];
  if (on !== undefined) return { on };
  return published === undefined
    ? { undated: 'gathered', on: GATHERED_ON }
    : { undated: 'published', on: published };
}

/**
 * A plan of "2025" that was put off in September 2025 was made by then. A statement that another one
 * follows is cut at the latest day of that one, or the earlier plan would seem to replace the later.
 */
function notAfter(when: Occurrence, next: Occurrence, row: Cells): Occurrence {
  if (!('on' in when) || !('on' in next) || 'undated' in when) return when;
  const { earliest, latest } = spanOf(when.on);
  const published = statedDateIn(row, 'published');
  const own = published === undefined ? latest : earlierOf(latest, spanOf(published).latest);
  const limit = spanOf(next.on).latest;
  const cut: readonly [IsoDate, IsoDate] = [earliest, limit];
  return own > limit && earliest <= limit ? { between: cut } : when;
}

function instanceOf(
  row: Cells,
): Readonly<{ instance: InstanceId; sharedWith?: readonly OdsCode[] }> {
  const code = cell(row, 'ods_code');
  const shared = sharedInstances.find(({ trusts }) => trusts.includes(code));
  if (shared !== undefined) {
    const sharedWith = shared.trusts.filter((trust) => trust !== code).map(odsCode);
    return { instance: shared.instance as InstanceId, sharedWith };
  }
  const supplier = (row['supplier'] ?? 'epr').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { instance: `${code.toLowerCase()}-${supplier.replace(/-$/, '')}` as InstanceId };
}

/** What the source says in words, with the amount and, where the fact has no place for it, the plan. */
function wordsOf(row: Cells, plan?: 'planned_date'): FreeText | undefined {
  const pounds = row['amount_gbp'];
  const planned = plan === undefined ? undefined : row[plan];
  const words = [
    row['detail'],
    pounds === undefined ? undefined : `Amount £${Number(pounds).toLocaleString('en-GB')}`,
    planned === undefined ? undefined : `Planned for ${planned}`,
  ].filter((each) => each !== undefined);
  return words.length === 0 ? undefined : freeText(words.join('. '));
}

function freeText(text: string | undefined): FreeText | undefined {
  const parsed = text === undefined ? undefined : parseFreeText(text);
  if (text !== undefined && parsed === undefined) throw new Error(`Not fit to record: ${text}`);
  return parsed;
}

function statedDateIn(row: Cells, name: string): StatedDate | undefined {
  const text = row[name];
  return text === undefined ? undefined : statedDate(text);
}
