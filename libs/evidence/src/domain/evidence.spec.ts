import { replay } from '#event-sourcing';
import { givenId, specify } from '#event-sourcing/testing';
import type { OrganisationStanding } from '#facts';
import {
  isoDate,
  odsCode,
  onDay,
  statedDate,
  type EvidenceId,
  type FactId,
  type FreeText,
} from '#vocabulary';
import { evidenceDecider } from './evidence.decider.js';
import type { EvidenceEvent, EvidenceFact, EvidenceGrade } from './evidence.events.js';
import type { EvidenceCircumstances, EvidenceCommand, EvidenceOrder } from './evidence.orders.js';
import { standingOn } from './evidence.standing.js';

describe('Attaching evidence', () => {
  it('records what the file is, as it was found to be, on the day of the document', () => {
    evidence.when(attach()).then(attached());
  });

  it('takes a link as well, and one of the two alone', () => {
    const url = 'https://www.example.org/board.pdf';
    evidence
      .when(attach({ sha256: undefined, url }), { file: undefined })
      .then(attached({ sha256: undefined, mediaType: undefined, bytes: undefined, url }));
    evidence.when(attach({ url })).thenRefused('file-or-link');
    evidence.when(attach({ sha256: undefined })).thenRefused('file-or-link');
    evidence
      .when(attach({ sha256: undefined, url: 'http://www.example.org' }))
      .thenRefusedAt('url', 'link-not-https');
  });

  it('is refused for a file that was not uploaded', () => {
    evidence.when(attach(), { file: undefined }).thenRefusedAt('sha256', 'file-not-kept');
  });

  it('is refused for periods that end before they start, and expiry before the document', () => {
    const [from, to] = [isoDate('2026-03-31'), isoDate('2026-03-01')];
    evidence
      .when(attach({ period: { from, to } }))
      .thenRefusedAt('periodTo', 'period-ends-before-start');
    evidence
      .when(attach({ validUntil: isoDate('2026-04-09') }))
      .thenRefused('expires-before-document', { documentOn: '2026-04-10' });
    evidence
      .when(attach({ validUntil: isoDate('2026-04-10') }))
      .thenLike({ type: 'EvidenceAttached', data: { validUntil: '2026-04-10' } });
  });

  it('changes nothing where it is attached already, and is refused under another title', () => {
    evidence.given(attached()).when(attach()).thenNothing();
    evidence
      .given(attached())
      .when(attach({ title: 'Another' as FreeText }))
      .thenRefused('attached-already', { title: 'A report', evidenceId: ID });
  });

  it('is corrected under the same content only', () => {
    evidence
      .given(attached())
      .when(correct(1, attach({ title: 'Another' as FreeText })))
      .thenLike({ type: 'FactCorrected', data: { factId: id(1) } });
    evidence
      .given(attached())
      .when(correct(1, attach({ evidenceId: 'EV-RXX-000000000000' as EvidenceId })))
      .thenRefused('another-evidence');
  });

  it('is refused after the organisation closed', () => {
    const closed = { lastDay: isoDate('2026-03-31'), successors: [] };
    evidence
      .when(attach(), { organisation: { ...trust, closed } })
      .thenRefused('organisation-closed');
  });
});

describe('Grading evidence', () => {
  it('names the entry it was given for', () => {
    evidence.given(by('ann', attached())).when(grade(2)).then(graded(2, 1));
  });

  it('with 2 or 3 is left to somebody who neither attached nor corrected it', () => {
    const given = evidence.given(by('ann', attached()), by('bob', corrected(1, attached())));
    for (const actor of ['ann', 'bob']) {
      const asker = { ...circumstances.asker, actor };
      given.when(grade(3), { asker }).thenRefusedAt('grade', 'grader-stated-it');
      given.when(grade(2), { asker }).thenRefusedAt('grade', 'grader-stated-it');
      given.when(grade(1), { asker }).then(graded(1, 2));
    }
    given.when(grade(3)).then(graded(3, 2));
  });

  it('is refused where there is none, or none of this organisation', () => {
    evidence.when(grade(2)).thenRefused('evidence-missing', { evidenceId: ID });
    evidence
      .given(attached())
      .when(grade(2, { organisation: odsCode('RYY') }))
      .thenRefused('evidence-missing');
  });

  it('is refused before the document, for no such grade, and once it is withdrawn', () => {
    evidence
      .given(attached())
      .when(grade(2, { when: on('2026-04-09') }))
      .thenRefused('before-document', { documentOn: '2026-04-10' });
    evidence
      .given(attached())
      .when(grade(4 as EvidenceGrade))
      .thenRefusedAt('grade', 'grade-unknown');
    evidence
      .given(attached(), withdrawn())
      .when(grade(2))
      .thenRefused('withdrawn-already', { why: 'Of another ward' });
  });

  it('says one thing a day of an entry', () => {
    evidence.given(attached(), graded(2, 1)).when(grade(2)).thenNothing();
    evidence
      .given(attached(), graded(2, 1))
      .when(grade(1))
      .thenRefused('graded-already', { grade: '2' });
    evidence
      .given(attached(), graded(2, 1), corrected(1, attached({ title: 'Another' as FreeText })))
      .when(grade(1))
      .then(graded(1, 3));
  });

  it('is mended by whoever gave it, and nobody else', () => {
    const given = evidence.given(attached(), by('ann', graded(2, 1)));
    const take = { type: 'RetractFact', data: { factId: id(2), reason } } as const;
    given.when(take).thenRefused('grade-of-another');
    given.when(correct(2, grade(0))).thenRefused('grade-of-another');
    const asker = { ...circumstances.asker, actor: 'ann' };
    given.when(take, { asker }).then({ type: 'FactRetracted', data: take.data });
  });
});

describe('Withdrawing evidence', () => {
  it('says why, once', () => {
    evidence.given(attached()).when(withdraw()).then(withdrawn());
    evidence.given(attached(), withdrawn()).when(withdraw()).thenNothing();
    evidence
      .given(attached(), withdrawn())
      .when(withdraw('Illegible throughout'))
      .thenRefused('withdrawn-already', { why: 'Of another ward' });
  });

  it('is refused where there is none', () => {
    evidence.when(withdraw()).thenRefused('evidence-missing');
  });
});

describe('The standing of evidence', () => {
  const day = isoDate('2026-06-30');

  it('is that of its newest grade, until its entry is corrected', () => {
    expect(standing(attached())?.grade).toBeUndefined();
    expect(standing(by('ann', attached()), by('bob', graded(2, 1)))).toMatchObject({
      grade: 2,
      gradedBy: ['bob'],
      statedBy: ['ann'],
      statedIn: givenId(1),
      expired: false,
    });
    const mended = [attached(), graded(2, 1), corrected(1, attached())];
    expect(standing(...mended)?.grade).toBeUndefined();
    expect(standing(...mended, graded(1, 3))?.grade).toBe(1);
  });

  it('expires after its last day, and ends with its withdrawal', () => {
    const until = (validUntil: string) =>
      standing(attached({ validUntil: isoDate(validUntil) }))?.expired;
    expect([until('2026-06-30'), until('2026-06-29')]).toEqual([false, true]);
    expect(standing(attached(), withdrawn())?.withdrawn).toEqual({
      on: '2026-05-01',
      why: 'Of another ward',
    });
  });

  it('is none before the document, and once it was taken back', () => {
    const facts = factsOf(attached());
    expect(standingOn(facts, isoDate('2026-04-09'))).toBeUndefined();
    expect(standing(attached(), { type: 'FactRetracted', data: { factId: id(1), reason } })).toBe(
      undefined,
    );
  });

  const standing = (...history: readonly EvidenceEvent[]) => standingOn(factsOf(...history), day);
  const factsOf = (...history: readonly EvidenceEvent[]) =>
    replay(
      evidenceDecider,
      history.map((event, index) => ({ ...event, id: givenId(index + 1), revision: index })),
    );
});

const RXX = odsCode('RXX');
const ID = 'EV-RXX-3F2A9C01B7D4' as EvidenceId;
const reason = 'It was misread' as FreeText;
const sha256 = '3f2a9c01b7d4'.padEnd(64, '0');
const trust: OrganisationStanding = {
  code: RXX,
  name: 'An NHS Trust',
  kind: 'trust',
  opened: isoDate('1993-04-01'),
};
const circumstances: EvidenceCircumstances = {
  today: isoDate('2026-06-30'),
  asker: { actor: 'someone', role: 'trust-recorder', organisation: RXX },
  organisation: trust,
  evidenceId: ID,
  file: { mediaType: 'application/pdf', bytes: 42 },
};
const evidence = specify(evidenceDecider, circumstances);

function id(n: number): FactId {
  return givenId(n) as FactId;
}
function on(day: string) {
  return { on: statedDate(day) };
}
/** Said by somebody. */
function by<Event extends EvidenceEvent>(actor: string, event: Event): Event {
  const metadata = { actor, role: 'trust-recorder', organisation: 'RXX' };
  return Object.assign({ metadata }, event);
}
function attach(change: object = {}): EvidenceOrder {
  const data = { ...own, sha256, when: on('2026-04-10'), ...change };
  return { type: 'AttachEvidence', data: given(data) };
}
function attached(change: object = {}): EvidenceFact {
  const file = { sha256, mediaType: 'application/pdf', bytes: 42 };
  const data = { ...own, ...file, effective: onDay(isoDate('2026-04-10')), ...change };
  return { type: 'EvidenceAttached', data: given(data) };
}
function grade(to: EvidenceGrade, change: object = {}): EvidenceOrder {
  const data = { organisation: RXX, evidenceId: ID, grade: to, when: on('2026-05-01'), ...change };
  return { type: 'GradeEvidence', data: given(data) };
}
function graded(to: EvidenceGrade, names: number): EvidenceFact {
  const effective = onDay(isoDate('2026-05-01'));
  const data = { organisation: RXX, evidenceId: ID, grade: to, names: givenId(names), effective };
  return { type: 'EvidenceGraded', data };
}
function withdraw(why = 'Of another ward'): EvidenceOrder {
  const data = { organisation: RXX, evidenceId: ID, why: why as FreeText, when: on('2026-05-01') };
  return { type: 'WithdrawEvidence', data };
}
function withdrawn(): EvidenceFact {
  const effective = onDay(isoDate('2026-05-01'));
  const why = 'Of another ward' as FreeText;
  return { type: 'EvidenceWithdrawn', data: { organisation: RXX, evidenceId: ID, why, effective } };
}
function correct(n: number, order: EvidenceOrder): EvidenceCommand {
  return { type: 'CorrectFact', data: { factId: id(n), reason, order } };
}
function corrected(n: number, fact: EvidenceFact): EvidenceEvent {
  return { type: 'FactCorrected', data: { factId: id(n), reason, fact } };
}
const own = { organisation: RXX, evidenceId: ID, title: 'A report' as FreeText };

/** Without the fields that are undefined, as they are stored. */
function given<Data>(data: object): Data {
  return JSON.parse(JSON.stringify(data)) as Data;
}
