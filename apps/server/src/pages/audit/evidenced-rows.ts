import { moneyClasses, type ClassMoney, type MoneyFigure } from '#figures';
import { amountInWords, classInWords } from '../benefits/benefit-words.js';
import { inThousands, percent } from '../numbers-in-words.js';
import { cell, numbers, unknown, words, type Table } from '../table-view.js';

type Money = Pick<ClassMoney, 'validated' | 'awaiting' | 'rejected' | 'belowGate'>;
type Figure = Readonly<{ byClass: Readonly<Record<(typeof moneyClasses)[number], Money>> }> &
  Pick<MoneyFigure, 'unmonetised'>;

/** How much of what is claimed was validated on a document, whatever became of that since: an answer for each class, and what all of them come to. */
export function evidencedShown({ byClass, unmonetised }: Figure, place: string) {
  const claims = moneyClasses
    .map((of) => ({ name: classInWords(of), money: byClass[of] }))
    .filter(({ money }) => claimed(money) > 0 || money.rejected > 0);
  return {
    result: [
      ...(claims.length === 0 ? ['No value in money has been claimed.'] : claims.map(claimInWords)),
      ...(unmonetised === 0 ? [] : [withoutMoney(unmonetised)]),
    ],
    table: claims.length === 0 ? undefined : tableOf(claims, place),
  };
}

type Claim = Readonly<{ name: string; money: Money }>;

/** What was rejected is claimed no more. */
const claimed = ({ validated, awaiting, belowGate }: Money): number =>
  validated + awaiting + belowGate;

function claimInWords({ name, money }: Claim): string {
  const [all, open] = [claimed(money), claimed(money) - money.validated];
  if (all === 0) return `${name}: nothing is claimed that was not rejected.`;
  const rest = open === 0 ? '' : `; ${inPounds(open)} is not`;
  return `${name}: ${inPounds(money.validated)} of ${inPounds(all)} claimed is validated on a document that the validation names${rest}.`;
}

const withoutMoney = (benefits: number): string =>
  benefits === 1
    ? '1 benefit has no value in money, and is in no sum.'
    : `${inThousands(benefits)} benefits have no value in money, and are in no sum.`;

const tableOf = (claims: readonly Claim[], place: string): Table => ({
  caption: `What is claimed, and what of it was validated on a document, in ${place}`,
  columns: [
    words('Class'),
    numbers('Claimed'),
    numbers('Validated on a document'),
    numbers('Share validated'),
    numbers('Awaiting validation'),
    numbers('From before there was enough use'),
    numbers('Rejected, claimed no more'),
  ],
  rows: claims.map(({ name, money }) => [
    cell(name),
    cell(inPounds(claimed(money))),
    cell(inPounds(money.validated)),
    claimed(money) === 0
      ? unknown('Nothing claimed')
      : cell(percent(money.validated / claimed(money))),
    cell(inPounds(money.awaiting)),
    cell(inPounds(money.belowGate)),
    cell(inPounds(money.rejected)),
  ]),
});

const inPounds = (pence: number): string => amountInWords(pence, 'pence');
