import { accept, refuse, replay, type Decide, type MessagesOf } from '#event-sourcing';
import { givenId, specify } from '#event-sourcing/testing';
import { isoDate, onDay, type FactId, type FreeText, type IsoDate } from '#vocabulary';
import type { FactBasis } from './basis.js';
import { everyFact, factDecider, ofType, type Corrections, type Facts } from './fact-decider.js';

/** A stream of two kinds of facts: notes, of which one word is forbidden, and a seal. */
type Fact = MessagesOf<{
  Noted: { text: string; reason?: FreeText };
  Sealed: { by: string };
}>;
type Order = MessagesOf<{ Note: { text: string; reason?: FreeText }; Seal: { by: string } }>;
type Refusal = 'forbidden' | 'noted-already' | 'late-without-reason';

const rules: Decide<Order, Facts<Fact>, Fact, Refusal, Record<string, unknown>> = {
  Note(facts, { text, reason }) {
    if (text === 'forbidden') return refuse('forbidden');
    if (text === 'old' && reason === undefined) return refuse('late-without-reason');
    if (everyFact(facts).some((fact) => fact.type === 'Noted' && fact.data.text === text)) {
      return refuse('noted-already');
    }
    return accept({ type: 'Noted', data: { text, ...(reason === undefined ? {} : { reason }) } });
  },
  // Asking twice is harmless: the same seal again changes nothing.
  Seal: (facts, { by }) =>
    ofType(facts, 'Sealed').some(({ data }) => data.by === by)
      ? accept()
      : accept({ type: 'Sealed', data: { by } }),
};
const decider = factDecider(rules, ['Noted', 'Sealed']);
const stream = specify(decider, {});

describe('Correcting a fact', () => {
  it('carries the whole fact again and names the first event', () => {
    stream
      .given(noted('a'))
      .when(correct(1, note('b')))
      .then(corrected(1, noted('b')));
  });

  it('judges the order as if the wrong fact were not there', () => {
    stream
      .given(noted('a'), noted('b'))
      .when(correct(1, note('b')))
      .thenRefused('noted-already');
    stream
      .given(noted('a'), corrected(1, noted('b')))
      .when(note('a'))
      .then(noted('a'));
  });

  it('can itself be corrected, under the same name', () => {
    stream
      .given(noted('a'), corrected(1, noted('b')))
      .when(correct(1, note('c')))
      .then(corrected(1, noted('c')));
  });

  it('to what it says already changes nothing', () => {
    stream
      .given(noted('a'), corrected(1, noted('b')))
      .when(correct(1, note('b')))
      .thenNothing();
  });

  it('is refused by the same rules as the order', () => {
    stream
      .given(noted('a'))
      .when(correct(1, note('forbidden')))
      .thenRefused('forbidden');
  });

  it('of an old fact needs no second reason', () => {
    stream
      .given(noted('a'))
      .when(correct(1, note('old')))
      .then(corrected(1, { type: 'Noted', data: { text: 'old', reason } }));
  });

  it('is refused where it would become another kind of fact', () => {
    stream
      .given(noted('a'))
      .when(correct(1, { type: 'Seal', data: { by: 'me' } }))
      .thenRefused('correction-of-another-kind');
  });

  it('is refused where another fact says the very same already', () => {
    stream
      .given(sealed('me'), sealed('you'))
      .when(correct(1, { type: 'Seal', data: { by: 'you' } }))
      .thenRefused('correction-repeats-another');
  });

  it('is refused for a fact that is not there, or was taken back', () => {
    stream.when(correct(1, note('b'))).thenRefused('fact-not-found');
    stream
      .given(noted('a'), retracted(1))
      .when(correct(1, note('b')))
      .thenRefused('fact-retracted');
    // The id of the correction's own event is not the fact's.
    stream
      .given(noted('a'), corrected(1, noted('b')))
      .when(correct(2, note('c')))
      .thenRefused('fact-not-found');
  });
});

describe('Correcting a fact on which others rest', () => {
  it('lets those have no say that came after it, on its day or in the record', () => {
    days
      .given(day('2026-06-10'), day('2026-06-10'))
      .when(correct(1, put('2026-06-10', 'again')))
      .thenLike({ type: 'FactCorrected', data: { factId: id(1) } });
    days
      .given(day('2026-06-10'), day('2026-06-20'))
      .when(correct(1, put('2026-06-25')))
      .thenLike({ type: 'FactCorrected', data: { factId: id(1) } });
  });

  it('still hears what came before it', () => {
    days
      .given(day('2026-06-10'), day('2026-06-20'))
      .when(correct(2, put('2026-06-21')))
      .thenRefused('taken');
  });

  it('hears what was recorded later where it moves to another day and needs that', () => {
    days
      .given(day('2026-06-10'), day('2026-06-12', 'ground'))
      .when(correct(1, put('2026-06-20', 'on ground')))
      .thenLike({ type: 'FactCorrected', data: { factId: id(1) } });
    days
      .given(day('2026-06-10'), day('2026-06-10', 'ground'))
      .when(correct(1, put('2026-06-10', 'on ground')))
      .thenRefused('groundless');
  });
});

describe('Retracting a fact', () => {
  it('is final, and asked again changes nothing', () => {
    stream.given(noted('a')).when(retract(1)).then(retracted(1));
  });

  it('is refused the second time, with the reason given at the first', () => {
    stream
      .given(noted('a'), retracted(1))
      .when(retract(1))
      .thenRefused('already-retracted', { reason });
  });

  it('takes away what it was corrected to', () => {
    stream
      .given(noted('a'), corrected(1, noted('b')), retracted(1))
      .when(note('b'))
      .then(noted('b'));
  });

  it('is refused for a fact that is not there', () => {
    stream.when(retract(1)).thenRefused('fact-not-found');
  });
});

describe('The current facts', () => {
  it('name the event that states them now, and all who ever stated them', () => {
    const { current } = saidInTurn(noted('x'), noted('y'), corrected(1, noted('z')));
    expect(current.map(({ statedIn, statedBy }) => [statedIn, statedBy])).toEqual([
      [givenId(3), ['a', 'c']],
      [givenId(2), ['b']],
    ]);
    expect(replayed(noted('x'), corrected(1, noted('y'))).current).toMatchObject([
      { statedIn: givenId(2), statedBy: [] },
    ]);
  });

  it('keep their place among their neighbours, corrected or not', () => {
    const facts = replayed(noted('a'), noted('b'), corrected(1, noted('c')));
    expect(facts.current.map(({ data, revision }) => [data, revision])).toEqual([
      [{ text: 'c' }, 0],
      [{ text: 'b' }, 1],
    ]);
  });

  it('are told apart by type', () => {
    const facts = replayed(noted('a'), { type: 'Sealed', data: { by: 'me' } });
    expect(ofType(facts, 'Sealed').map(({ data }) => data.by)).toEqual(['me']);
  });
});

/** Days of which none follows an earlier one, except on the ground of another. */
type Dated = MessagesOf<{ Day: FactBasis & { text: string } }>;
type Put = MessagesOf<{ PutDay: { on: IsoDate; text: string } }>;
const dayRules: Decide<
  Put,
  Facts<Dated>,
  Dated,
  'taken' | 'groundless',
  Record<string, unknown>
> = {
  PutDay({ current }, { on, text }) {
    const before = current.filter(({ data }) => data.effective.latest <= on);
    if (text === 'on ground') {
      return before.some(({ data }) => data.text === 'ground')
        ? accept({ type: 'Day', data: { text, effective: onDay(on) } })
        : refuse('groundless');
    }
    return before.length > 0
      ? refuse('taken')
      : accept({ type: 'Day', data: { text, effective: onDay(on) } });
  },
};
const days = specify(factDecider(dayRules, ['Day']), {});

function day(on: string, text = ''): Dated {
  return { type: 'Day', data: { text, effective: onDay(isoDate(on)) } };
}
function put(on: string, text = ''): Put {
  return { type: 'PutDay', data: { on: isoDate(on), text } };
}

const reason = 'It was misread' as FreeText;

function note(text: string): Order {
  return { type: 'Note', data: { text } };
}
function noted(text: string): Fact {
  return { type: 'Noted', data: { text } };
}
function sealed(by: string): Fact {
  return { type: 'Sealed', data: { by } };
}
function id(n: number): FactId {
  return givenId(n) as FactId;
}
function correct<Asked extends Order | Put>(n: number, order: Asked) {
  return { type: 'CorrectFact', data: { factId: id(n), reason, order } } as const;
}
function retract(n: number) {
  return { type: 'RetractFact', data: { factId: id(n), reason } } as const;
}
function corrected(n: number, fact: Fact): Corrections<Fact> {
  return { type: 'FactCorrected', data: { factId: id(n), reason, fact } };
}
function retracted(n: number): Corrections<Fact> {
  return { type: 'FactRetracted', data: { factId: id(n), reason } };
}
function replayed(...history: (Fact | Corrections<Fact>)[]): Facts<Fact> {
  return replay(
    decider,
    history.map((event, index) => ({ ...event, id: givenId(index + 1), revision: index })),
  );
}
/** Said by actors a, b, c … in turn. */
function saidInTurn(...history: (Fact | Corrections<Fact>)[]): Facts<Fact> {
  const said = history.map((event, index) => ({
    ...event,
    id: givenId(index + 1),
    revision: index,
    metadata: { actor: 'abc'.charAt(index), role: 'trust-recorder', organisation: 'RXX' },
  }));
  return replay(decider, said);
}
