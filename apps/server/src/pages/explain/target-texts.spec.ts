import { targetText } from './target-texts.js';

describe('The title of an explained figure of a target', () => {
  it('has the name of the target as it was typed', () => {
    expect(targetText('forecast', 'Saved $& a year, $$ and $’').title).toBe(
      'The chance of missing the target “Saved $& a year, $$ and $’”',
    );
  });
});
