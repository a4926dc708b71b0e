import { schemaOf, under, type Fields } from './fields.js';

describe('The schema of an answer', () => {
  it('nests the fields by their paths', () => {
    expect(
      schemaOf({ code: ['string', 'ODS code'], ...under('gap', { low: ['number', 'Least'] }) }),
    ).toEqual({
      type: 'object',
      properties: {
        code: { type: 'string', description: 'ODS code' },
        gap: {
          type: 'object',
          properties: { low: { type: 'number', description: 'Least' } },
        },
      },
    });
  });

  it('says what the lists in it hold, wherever they are', () => {
    const row: Fields = { state: ['string', 'Met or not'] };
    const schema = schemaOf({ 'stage.criteria': ['array', 'Each'] }, { 'stage.criteria': row });
    expect(schema).toMatchObject({
      properties: {
        stage: {
          properties: { criteria: { type: 'array', items: { properties: { state: {} } } } },
        },
      },
    });
  });

  it('has both kinds where a field is a word or an object', () => {
    const schema = schemaOf({
      evidenced: ['string', 'Or not'],
      'evidenced.low': ['integer', 'Least'],
    });
    expect(schema).toMatchObject({
      properties: {
        evidenced: { type: ['string', 'object'], properties: { low: { type: 'integer' } } },
      },
    });
  });
});
