import { parseOdsCode, personalDetailIn } from '#vocabulary';
import { LAST_RECORDING } from './calendar.js';
import { boards, MERGER, region, trusts } from './cast.js';
import { demonstrationProgramme } from './programme.js';
import type { DemonstrationStep } from './step.js';

const steps = demonstrationProgramme();

describe('The demonstration programme', () => {
  it('is the same every time', () => {
    expect(demonstrationProgramme().map(asTold)).toEqual(steps.map(asTold));
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
        "AgreeBaseline": 45,
        "ApproveBenefit": 44,
        "AttachEvidence": 192,
        "CancelGoLive": 2,
        "ChangeTargetDefinition": 4,
        "ClaimPoolShare": 2,
        "CloseOrganisation": 2,
        "CloseReportingPeriod": 11,
        "CorrectFact": 377,
        "DeclareStage": 74,
        "DeferGoLive": 3,
        "EnableCapability": 781,
        "EnablePartnerFlow": 83,
        "GradeEvidence": 192,
        "ImportAssessment": 37,
        "LinkBenefit": 90,
        "MakeProgrammeStatement": 2,
        "MeasureAdoption": 15238,
        "MeasureDriver": 2576,
        "MeasureRealisation": 933,
        "MeasureSharedRecordUse": 609,
        "MoveOrganisationToIcb": 1,
        "PlanDeployment": 27,
        "ProfileBenefit": 46,
        "PublishForecast": 6,
        "PublishMaturityModel": 1,
        "PublishReport": 2,
        "RebaselineBenefit": 1,
        "RebaselineProgrammeTarget": 3,
        "RecordActual": 982,
        "RecordDisbenefit": 1,
        "RecordForecastJudgement": 4,
        "RecordGoLive": 39,
        "RecordSurveyResult": 10,
        "RegisterOrganisation": 27,
        "RegisterProgramme": 1,
        "RejectActual": 34,
        "ReplaceEpr": 1,
        "ReportEprStatus": 23,
        "RetireEpr": 1,
        "RetractFact": 58,
        "ReviseBenefitForecast": 14,
        "ReviseCohort": 2,
        "ReviseGoLiveForecast": 23,
        "SetCapabilityScope": 488,
        "SetProgrammeTarget": 3,
        "StateMilestone": 5,
        "SucceedOrganisation": 2,
        "TransferOwnership": 2,
        "TransferToSuccessor": 3,
        "ValidateActual": 891,
        "ValidateStage": 27,
        "WithdrawCapability": 1,
        "WithdrawEvidence": 1,
        "WithdrawPartnerFlow": 1,
        "WithdrawStageValidation": 1,
        "WriteOffBenefit": 1,
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

  it('promises benefits of all four classes, and measures most of them', () => {
    const profiled = commandsOf('ProfileBenefit').map(({ data }) => data);
    expect(new Set(profiled.map(({ profile }) => profile.class)).size).toBe(4);
    expect(profiled.filter(({ profile }) => profile.emergent)).toHaveLength(1);
    const measured = new Set(commandsOf('RecordActual').map(({ data }) => data.benefit));
    const never = profiled.filter(({ benefit }) => !measured.has(benefit));
    expect(never.map(({ benefit }) => benefit)).toEqual([
      'DEMO09-DUPTESTS',
      'DEMO12-PAPER',
      'DEMO11-EPMA-TIME',
    ]);
  });

  it('leaves some of what was measured without a decision', () => {
    const decided = new Set<string>([
      ...commandsOf('ValidateActual').map(({ data }) => data.actual),
      ...commandsOf('RejectActual').map(({ data }) => data.actual),
    ]);
    const undecided = commandsOf('RecordActual').length - decided.size;
    expect(undecided).toBeGreaterThan(60);
    expect(undecided).toBeLessThan(200);
  });

  it('completes enough plans of go-lives for a reference class', () => {
    const named = (data: { organisation: string; instance: string }) =>
      `${data.organisation} ${data.instance}`;
    const live = new Set(commandsOf('RecordGoLive').map(({ data }) => named(data)));
    const completed = commandsOf('PlanDeployment').filter(({ data }) => live.has(named(data)));
    expect(completed.length).toBeGreaterThanOrEqual(15);
  });

  it('foretells with what was recorded by the day of the forecast', () => {
    const forecasts = commandsOf('PublishForecast').map(({ data }) => data);
    expect(forecasts).toHaveLength(6);
    for (const { asOf, entry, distribution, trusts: chances } of forecasts) {
      const last = steps[entry - 1];
      expect((last?.at ?? '').slice(0, 10) <= asOf).toBe(true);
      expect((steps[entry]?.at ?? '').slice(0, 10) > asOf).toBe(true);
      const expected = distribution.reduce((sum, chance, count) => sum + chance * count, 0);
      expect(expected).toBeCloseTo(
        chances.reduce((sum, { missing }) => sum + missing, 0),
        9,
      );
    }
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

/** A step without what completes it, which is a function. */
const asTold = ({ complete, ...told }: DemonstrationStep) => ({
  ...told,
  isCompleted: complete !== undefined,
});

type Commands = DemonstrationStep['request']['command'];

const commandsOf = <Type extends Commands['type']>(
  type: Type,
): readonly Extract<Commands, { type: Type }>[] =>
  steps
    .map(({ request }) => request.command)
    .filter((command): command is Extract<Commands, { type: Type }> => command.type === type);

function countsOf(told: readonly DemonstrationStep[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { request } of told) {
    counts[request.command.type] = (counts[request.command.type] ?? 0) + 1;
  }
  return counts;
}
