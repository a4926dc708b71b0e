import type { CapabilityGap, StageFigure } from '#figures';
import { stages, type CapabilityCode } from '#vocabulary';
import type { Names } from '../names.js';
import { percent } from '../numbers-in-words.js';
import { stageInWords } from '../stages-in-words.js';
import { stageMissing } from '../trust/stage-rows.js';
import { ofStage } from './criteria-view.js';
import type { UseOverTime } from './use-over-time.js';

type Told = Readonly<{
  names: Names;
  /** Of those measured; without it the reader may not see single measurements. */
  use: ReadonlyMap<string, UseOverTime> | undefined;
}>;

/** Capability by capability, as criteria of their stages: what is so, and what is needed. */
export const capabilityTables = ({ criteria }: Pick<StageFigure, 'criteria'>, told: Told) =>
  stages.flatMap((stage) => {
    const own = ofStage(criteria, stage);
    const met = own.filter(({ state }) => state === 'met').length;
    const rows = stageMissing({ missing: own }, told.names).map((row, index) => ({
      ...row,
      isMet: own[index]?.state === 'met',
      ...usedOf(own[index]?.capability, told),
    }));
    const name = stageInWords(stage);
    const caption = `${name}: ${String(met)} of ${String(own.length)} criteria met`;
    return rows.length === 0 ? [] : [{ name, caption, rows }];
  });

/** What counts for the gap alone needs nothing, so it is neither met nor short. */
export const optionalRows = (
  capabilities: readonly Pick<CapabilityGap, 'capability' | 'a' | 'd'>[],
  { criteria }: Pick<StageFigure, 'criteria'>,
  told: Told,
) => {
  const mandatory = new Set(criteria.map(({ capability }) => capability));
  return capabilities
    .filter(({ capability }) => !mandatory.has(capability))
    .map(({ capability, a, d }) => ({
      capability: told.names.capability(capability),
      adoption: shareInWords(a),
      deployment: shareInWords(d),
      ...usedOf(capability, told),
    }));
};

const shareInWords = (share: number | undefined): string =>
  share === undefined ? 'Not known' : percent(share);

const usedOf = (capability: CapabilityCode | undefined, { use }: Told) => {
  const own = capability === undefined ? undefined : use?.get(capability);
  return own ?? { trend: 'Never measured' };
};
