import { parseOdsCode, personalDetailIn } from '#vocabulary';
import { LAST_RECORDING } from './calendar.js';
import { boards, MERGER, region, trusts } from './cast.js';
import { demonstrationProgramme } from './programme.js';
import type { DemonstrationStep } from './step.js';

describe('The demonstration programme', () => {
  const steps = demonstrationProgramme();

  it('is the same every time', () => {
    expect(demonstrationProgramme()).toEqual(steps);
  });

  it('is told in the order of its instants, and asks for nothing twice', () => {
    const instants = steps.map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
    expect(instants[0]?.slice(0, 10)).toBe('2023-11-01');
    expect((instants.at(-1) ?? '').slice(0, 10) <= LAST_RECORDING).toBe(true);
    expect(new Set(steps.map(({ asker }) => asker.commandId)).size).toBe(steps.length);
  });

  it('has its size and its parts', () => {
    expect(countsOf(steps)).toMatchInlineSnapshot(`
      {
        "CancelGoLive": 2,
        "CloseOrganisation": 2,
        "CorrectFact": 353,
        "DeclareStage": 74,
        "DeferGoLive": 3,
        "EnableCapability": 781,
        "EnablePartnerFlow": 83,
        "ImportAssessment": 37,
        "MeasureAdoption": 15238,
        "MeasureDriver": 2576,
        "MeasureRealisation": 933,
        "MeasureSharedRecordUse": 609,
        "MoveOrganisationToIcb": 1,
        "PlanDeployment": 27,
        "PublishMaturityModel": 1,
        "RecordGoLive": 39,
        "RecordSurveyResult": 10,
        "RegisterOrganisation": 27,
        "ReplaceEpr": 1,
        "ReportEprStatus": 23,
        "RetireEpr": 1,
        "RetractFact": 57,
        "ReviseGoLiveForecast": 23,
        "SetCapabilityScope": 488,
        "StateMilestone": 5,
        "SucceedOrganisation": 2,
        "ValidateStage": 27,
        "WithdrawCapability": 1,
        "WithdrawPartnerFlow": 1,
        "WithdrawStageValidation": 1,
      }
    `);
  });

  it('says in every name that it is one', () => {
    const names = [region, ...boards, ...trusts].map(({ name }) => name);
    expect(names.filter((name) => !name.endsWith('(demonstration)'))).toEqual([]);
    expect(new Set(names).size).toBe(27);
    expect(trusts.map(({ supplier }) => supplier)).toEqual(
      trusts.map(() => expect.stringContaining('(demonstration)') as string),
    );
    const registered = steps.filter(
      ({ request }) => request.command.type === 'RegisterOrganisation',
    );
    expect(registered.every(({ request }) => 'demonstration' in request.command.data)).toBe(true);
  });

  it('uses codes that no trust, ICB or region can have', () => {
    for (const { code } of [region, ...boards, ...trusts]) {
      expect(code).toMatch(/^DEMO/);
      expect(parseOdsCode(code)).toBe(code);
    }
  });

  it('measures all 25 capabilities for three years', () => {
    const measured = steps.flatMap(({ request: { command } }) =>
      command.type === 'MeasureAdoption' ? [command.data] : [],
    );
    const byCapability = new Map<string, Set<string>>();
    for (const { organisation, capability, window } of measured) {
      if (organisation !== 'DEMO01') continue;
      byCapability.set(capability, (byCapability.get(capability) ?? new Set()).add(window.to));
    }
    expect(byCapability.size).toBe(25);
    expect([...byCapability.values()].every((windows) => windows.size === 36)).toBe(true);
  });

  it('never hears of two trusts', () => {
    const heard = new Set(steps.map(({ asker }) => asker.organisation));
    const silent = trusts.filter(({ code }) => !heard.has(code)).map(({ code }) => code);
    expect(silent).toEqual(['DEMO17', 'DEMO23']);
  });

  it('announces the merger months before its day', () => {
    const successions = steps.filter(
      ({ request }) => request.command.type === 'SucceedOrganisation',
    );
    expect(successions).toHaveLength(2);
    expect(successions.every(({ at }) => at < MERGER.day)).toBe(true);
  });

  it('corrects some corrections', () => {
    const corrected = steps.flatMap(({ request: { command } }) =>
      command.type === 'CorrectFact' ? [command.data.factId as string] : [],
    );
    expect(corrected.length - new Set(corrected).size).toBeGreaterThan(20);
  });

  it('holds no personal details', () => {
    const texts = new Set(
      steps.flatMap(({ request }) => JSON.stringify(request.command.data).match(/"[^"]+"/g) ?? []),
    );
    const words = [...texts].filter((text) => /[a-z] [a-z]/i.test(text));
    expect(words.filter((text) => personalDetailIn(text) !== undefined)).toEqual([]);
  });
});

function countsOf(steps: readonly DemonstrationStep[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { request } of steps) {
    counts[request.command.type] = (counts[request.command.type] ?? 0) + 1;
  }
  return counts;
}
