import type { FactKind, KnownFact, LedgerValues } from '#facts';
import { isoDate, odsCode, onDay, type EvidenceId, type FactId } from '#vocabulary';
import { evidenceOn } from './evidence.js';

const ID = 'EV-RXX-3F2A9C01B7D4' as EvidenceId;

describe('Evidence on a day', () => {
  it('is not there before the day of its document', () => {
    expect(stateOn('2026-04-09', attached)).toBeUndefined();
    expect(stateOn('2026-04-10', attached)).toBe('counts');
  });

  it('expires after its last day, and is withdrawn from the day of that', () => {
    const until = of('evidence', '2026-04-10', { ...document, validUntil: isoDate('2026-06-30') });
    expect(stateOn('2026-06-30', until)).toBe('counts');
    expect(stateOn('2026-07-01', until)).toBe('expired');
    const withdrawn = of('evidence-withdrawn', '2026-05-02', { why: 'Of another ward' });
    expect(stateOn('2026-05-01', until, withdrawn)).toBe('counts');
    expect(stateOn('2026-07-01', until, withdrawn)).toBe('withdrawn');
    expect(evidenceOn(ID, [until, withdrawn], isoDate('2026-07-01'))?.withdrawn).toEqual({
      on: '2026-05-02',
      why: 'Of another ward',
    });
  });

  it('has the newest grade that names the event by which it is stated', () => {
    const one = of('evidence-grade', '2026-05-01', { grade: 2, names: attached.eventId });
    const two = of('evidence-grade', '2026-05-03', { grade: 1, names: attached.eventId });
    const stale = of('evidence-grade', '2026-05-04', { grade: 3, names: 'corrected since' });
    const gradeOn = (day: string) =>
      evidenceOn(ID, [two, stale, attached, one], isoDate(day))?.grade;
    expect([gradeOn('2026-04-30'), gradeOn('2026-05-02'), gradeOn('2026-05-05')]).toEqual([
      null,
      2,
      1,
    ]);
  });

  it('lists what it was made from', () => {
    const grade = of('evidence-grade', '2026-05-01', { grade: 0, names: attached.eventId });
    const figure = evidenceOn(ID, [attached, grade], isoDate('2026-05-01'));
    expect(figure?.facts.map(({ kind }) => kind)).toEqual(['evidence', 'evidence-grade']);
  });
});

const stateOn = (day: string, ...known: readonly KnownFact[]) =>
  evidenceOn(ID, known, isoDate(day))?.state;

const document = { organisation: odsCode('RXX'), title: 'A report', sha256: '3f2a' };
const attached = of('evidence', '2026-04-10', document);

function of<Kind extends FactKind>(kind: Kind, day: string, value: LedgerValues[Kind]): KnownFact {
  const id = `${kind} of ${day}`;
  return {
    kind,
    subject: '',
    effective: onDay(isoDate(day)),
    order: 0,
    firstEntry: 1,
    entry: 1,
    factId: id as FactId,
    eventId: id,
    value,
  } as KnownFact;
}
