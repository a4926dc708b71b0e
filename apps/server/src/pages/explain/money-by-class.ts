import { classInWords, amountInWords } from '../benefits/benefit-words.js';

/** The newest approval of what had ended by a day or by the end of a quarter, and what came of it. */
type ToDate = Readonly<{ validated: number | null; awaiting: number | null }> &
  (Readonly<{ currentToDate: number }> | Readonly<{ current: number }>);

/**
 * What was approved and validated to date, a sentence for each class, as cash and other value are never
 * one sum; amounts in whole pence. One sentence where there is nothing in money.
 */
export function moneyByClass(
  byClass: Readonly<Record<'CRB' | 'NCRB' | 'SB', ToDate>>,
): readonly string[] {
  const said = (['CRB', 'NCRB', 'SB'] as const).flatMap((of) => {
    const money = byClass[of];
    const { validated, awaiting } = money;
    const approved = 'current' in money ? money.current : money.currentToDate;
    if (approved === 0 && !validated && !awaiting) return [];
    const waits = awaiting ? ` and ${inPounds(awaiting)} awaits validation` : '';
    return [
      `${classInWords(of)}: of ${inPounds(approved)} approved to date, ${inPounds(validated ?? 0)} is validated${waits}.`,
    ];
  });
  return said.length === 0 ? ['Nothing in money was due to date.'] : said;
}

const inPounds = (pence: number): string => amountInWords(pence, 'pence');
