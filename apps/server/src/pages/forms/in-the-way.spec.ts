import { assessmentRefusals } from '#assessments';
import { benefitRefusals } from '#benefits';
import { measurementRefusals } from '#measurements';
import { optimisationRefusals } from '#optimisation';
import { saysInstead, withoutAdvice } from './in-the-way.js';

/** However the sentences are worded: the link beside them says it again. */
describe('A refusal beside the link to the entry in its way', () => {
  it.each([
    [
      'already-live',
      optimisationRefusals['already-live'],
      'The go-live of this EPR is recorded for {liveOn} already.',
    ],
    [
      'period-overlaps',
      benefitRefusals['period-overlaps'],
      'You have already recorded a value for {period}.',
    ],
    [
      'period-overlaps',
      measurementRefusals['period-overlaps'],
      'You have already recorded a value for {period}.',
    ],
    [
      'assessed-already',
      assessmentRefusals['assessed-already'],
      'This trust has an entry of {day} for this edition already. Record another edition.',
    ],
  ])('says no more to correct that one: %s', (code, message, left) => {
    expect(saysInstead(code)).toBe(true);
    expect(withoutAdvice({ message, name: 'day' })).toEqual({ message: left, name: 'day' });
  });

  it('is left as it is where it says nothing of another entry', () => {
    const said = { message: 'Correct the day, or choose another EPR instead.' };
    expect(withoutAdvice(said)).toEqual(said);
    expect(saysInstead('instance-not-live')).toBe(false);
  });
});
