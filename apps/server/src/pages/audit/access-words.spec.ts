import { methodInWords, routeInWords } from './access-words.js';

describe('What somebody asked for, in words', () => {
  it.each([
    ['/', 'First page'],
    ['/sign-in', 'Sign in'],
    ['/organisations/:ods/evidence/new', 'Organisations, evidence, new'],
    ['/programmes/:programme/sign-off', 'Programmes, sign-off'],
    [
      '/organisations/:ods/benefits/:benefit/write-offs/new',
      'Organisations, benefits, write-offs, new',
    ],
    ['/organisations/:ods/milestones/epr-status/new', 'Organisations, milestones, EPR status, new'],
    ['/api/v1/organisations/:ods/evidence', 'Organisations, evidence (data)'],
    ['/organisations/:ods', 'Organisations, one of them'],
    ['/organisations/:ods/evidence/:evidenceId/:act', 'Organisations, evidence, one of them'],
    ['no route', 'No page of this service'],
  ])('%s is: %s', (route, words) => {
    expect(routeInWords(route)).toBe(words);
  });

  it.each([
    ['GET', 'Read'],
    ['HEAD', 'Read'],
    ['POST', 'Sent'],
    ['DELETE', 'Sent (DELETE)'],
  ])('tells how: %s as %s', (method, words) => {
    expect(methodInWords(method)).toBe(words);
  });
});
