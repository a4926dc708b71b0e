import {
  odsCode,
  parseBenefitId,
  parseCapabilityCode,
  parseFactId,
  parseInstanceId,
  parseModelId,
  parseOdsCode,
  parseOffice,
  parsePoolTag,
  parsePartId,
  parseProgrammeId,
  parseSiteCode,
} from './codes.js';

describe('An ODS code', () => {
  it.each([
    ['RCF', 'RCF'],
    ['g6v2s', 'G6V2S'],
    [' qwo ', 'QWO'],
  ])('%j is read as %s', (text, code) => {
    expect(parseOdsCode(text)).toBe(code);
  });

  it.each(['', 'RX', 'R X', 'R-1', 'ABCDEFGHI', 'RCÉ'])('is not "%s"', (text) => {
    expect(parseOdsCode(text)).toBeUndefined();
  });

  it('that is none is a fault in a constant', () => {
    expect(() => odsCode('?')).toThrow(RangeError);
  });
});

describe('The other codes', () => {
  it('are read as they are written', () => {
    expect(parseSiteCode('RCF22')).toBe('RCF22');
    expect(parseCapabilityCode('C105')).toBe('C105');
    expect(parseInstanceId('airedale-millennium')).toBe('airedale-millennium');
    expect(parseModelId('nhs-epr')).toBe('nhs-epr');
    expect(parseBenefitId('RXX-EPMA-TIME')).toBe('RXX-EPMA-TIME');
    expect(parsePoolTag('pharmacy-time')).toBe('pharmacy-time');
    expect(parseOffice('chief-pharmacist')).toBe('chief-pharmacist');
    expect(parsePartId('epr-coverage')).toBe('epr-coverage');
    expect(parseProgrammeId('frontline-digitisation')).toBe('frontline-digitisation');
    expect(parseFactId('00000000-0000-4000-8000-000000000001')).toBeDefined();
  });

  it('are not read from anything else', () => {
    expect(parseSiteCode('rcf22')).toBeUndefined();
    expect(parseCapabilityCode('C1055')).toBeUndefined();
    expect(parseCapabilityCode('105')).toBeUndefined();
    expect(parseInstanceId('-airedale')).toBeUndefined();
    expect(parseInstanceId('Airedale')).toBeUndefined();
    expect(parseInstanceId('a'.repeat(61))).toBeUndefined();
    expect(parseModelId('')).toBeUndefined();
    expect(parseBenefitId('-EPMA')).toBeUndefined();
    expect(parseBenefitId('AB')).toBeUndefined();
    expect(parseBenefitId('A'.repeat(41))).toBeUndefined();
    expect(parsePoolTag('Pharmacy')).toBeUndefined();
    expect(parseOffice('Jo Bloggs')).toBeUndefined();
    expect(parsePartId('EPR')).toBeUndefined();
    expect(parseProgrammeId('a/b')).toBeUndefined();
    expect(parseFactId('00000000-0000-4000-8000-00000000000g')).toBeUndefined();
    expect(parseFactId('C105\n')).toBeUndefined();
  });
});
