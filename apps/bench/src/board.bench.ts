import { DataSource } from 'typeorm';
import {
  BenefitsRegister,
  GapRollUp,
  Ledger,
  MoneyGap,
  StageDistribution,
  type Moment,
} from '#read-models';
import {
  BenefitsRegisterHandler,
  GapRollUpHandler,
  MoneyGapHandler,
  StageDistributionHandler,
} from '#read-models/testing';
import { addDays, isoDate } from '#vocabulary';
import { ACTUALS_EACH, BENEFITS, fillBenefits } from './benefit-rows.js';
import { ms, thousands, type Line } from './figures.js';
import { fillLedger, timed, type Percentiles } from './ledger-speed.js';

const TRUSTS = 206;
/** Measurements of use, beside the facts of benefits. */
const FACTS = 250_000;
const TURNS = 25;
const LAST_DAY = isoDate('2025-09-30');

/** What a national board page asks: each figure alone and all at once, first asked and asked again. */
export async function board(url: string): Promise<Line[]> {
  await fillLedger(url, FACTS, { trusts: TRUSTS, more: (client) => fillBenefits(client, TRUSTS) });
  const source = new DataSource({ type: 'postgres', url, poolSize: 8 });
  await source.initialize();
  try {
    await source.query('vacuum analyze');
    return await measured(new Ledger(source));
  } finally {
    await source.destroy();
  }
}

type Figure = 'gap' | 'stages' | 'money gap' | 'register of benefits';
type Asking = (moment: Moment) => Promise<unknown>;

async function measured(ledger: Ledger): Promise<Line[]> {
  let days = 0;
  const lines: Line[] = [];
  // Nothing is kept of a day that nobody asked about.
  const first = async (figure?: Figure): Promise<void> => {
    const page = pageOn(ledger);
    const asked = figure === undefined ? Object.values(page) : [page[figure]];
    days += 1;
    const moment: Moment = { asOf: addDays(LAST_DAY, -days) };
    await Promise.all(asked.map((ask) => ask(moment)));
  };
  const figures: readonly Figure[] = ['gap', 'stages', 'money gap', 'register of benefits'];
  for (let turn = 0; turn < 5; turn++) await first();
  for (const figure of figures) {
    lines.push(
      lineOf(`board: ${figure}, first asked`, await timed(TURNS, () => first(figure)), ''),
    );
  }
  const all = await timed(TURNS, () => first());
  lines.push(lineOf('board: all of these at once, first asked', all, 'under 300 ms'));
  const kept = Object.values(pageOn(ledger));
  const again = () => Promise.all(kept.map((ask) => ask({ asOf: LAST_DAY })));
  await again();
  lines.push(lineOf('board: all of these, asked again', await timed(TURNS, again), 'under 10 ms'));
  return lines;
}

function pageOn(ledger: Ledger): Readonly<Record<Figure, Asking>> {
  const filter = { demonstration: false };
  const gaps = new GapRollUpHandler(ledger);
  const stages = new StageDistributionHandler(ledger);
  const money = new MoneyGapHandler(ledger);
  const register = new BenefitsRegisterHandler(ledger);
  return {
    gap: (moment) => gaps.execute(new GapRollUp(moment, 'region', filter)),
    stages: (moment) => stages.execute(new StageDistribution(moment, 'region', filter)),
    'money gap': (moment) => money.execute(new MoneyGap(moment, 'region', filter)),
    'register of benefits': (moment) => register.execute(new BenefitsRegister(moment, filter)),
  };
}

const lineOf = (what: string, { p50, p95, p99 }: Percentiles, aim: string): Line => ({
  what: `${what}, ${String(TRUSTS)} trusts, ${thousands(BENEFITS)} benefits of ${String(ACTUALS_EACH)} months`,
  median: ms(p50),
  detail: `p95 ${ms(p95)}, p99 ${ms(p99)}, of ${String(TURNS)} askings`,
  aim,
});
