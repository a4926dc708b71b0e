import type { QueryBus } from '@nestjs/cqrs';
import {
  OrganisationsOn,
  TrustGap,
  TrustStage,
  type Moment,
  type OrganisationOn,
} from '#read-models';
import type { OdsCode } from '#vocabulary';
import { dataLinks, explainHref } from '../data-links.js';
import { gapView } from '../gap-view.js';
import type { Names } from '../names.js';
import { stageMissing, stageRows } from './stage-rows.js';

type Asked = Readonly<{ code: OdsCode; at: Moment; mayReadFigures: boolean }>;

/** The stage of a trust with what it misses for the next one, and the figure itself for those who look at more. */
export async function readStage(
  queries: QueryBus,
  { code, at, mayReadFigures, names }: Asked & Readonly<{ names: Names }>,
) {
  if (!mayReadFigures) return { shown: { stage: { isClosed: true } } };
  const { stage, model } = (await queries.execute(new TrustStage(code, at))) ?? {};
  if (!stage) {
    return { shown: { stage: { rows: [{ key: 'Stage', value: 'No maturity model is known' }] } } };
  }
  const shown = {
    model,
    stage: {
      rows: stageRows(stage, names),
      next: stage.attainment?.stage,
      missing: stageMissing(stage, names),
    },
  };
  return { shown, figure: stage };
}

/** The gap of a trust; for those who may read its entries, with how it is worked out. */
export async function readGap(
  queries: QueryBus,
  {
    code,
    at,
    mayReadFigures,
    mayReadAll,
    query,
  }: Asked & Readonly<{ mayReadAll: boolean; query: string }>,
) {
  const answer = mayReadFigures ? await queries.execute(new TrustGap(code, at)) : undefined;
  if (!answer?.gap) return {};
  if (!answer.gap.reported) return { gapNotReported: true };
  const path = `organisations/${code}/gap`;
  const explained = mayReadAll ? explainHref(`${path}/explain`, query) : undefined;
  return { gap: { ...gapView(answer.gap), data: dataLinks(path, query), explained } };
}

/** The open trusts of a care board or a region. */
export async function readMembers(
  queries: QueryBus,
  { code, kind }: OrganisationOn,
  moment: Moment,
) {
  const place = kind === 'icb' ? { icb: code } : { region: code };
  const { organisations } = await queries.execute(
    new OrganisationsOn(moment, { kind: 'trust', open: true, ...place }),
  );
  return [...organisations]
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
    .map(({ code, name }) => ({ code, name }));
}
