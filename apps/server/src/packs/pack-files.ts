import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { FORECAST_VERSION } from '#figures';
import { packId } from '#vocabulary';
import { csvOf } from '../api/http/formats.js';
import * as answers from '../api/questions/answers/index.js';
import type { Rows } from '../api/questions/answers/index.js';
import type { PackFigures } from './packs.js';
import { outcomeRows } from './targets-read.js';

/** A list of figures, and the question to the API that gives the bytes of its file. */
type PackFile = Readonly<{
  name: string;
  query: string;
  rows: readonly object[];
  columns: readonly string[];
}>;

/** The figures of a pack, a file for each list. */
export function packFiles({
  asked,
  profile,
  stages,
  gap,
  benefits,
  targets,
  outcomes,
  attention,
  quality,
}: PackFigures): readonly PackFile[] {
  const { demonstration, programme } = profile;
  const cohort = { programme: demonstration ? 'demonstration' : 'england' };
  const moment = { asOf: asked.day, knownAt: String(asked.entry) };
  const file = (
    name: string,
    { path, of = {} }: Readonly<{ path: string; of?: Readonly<Record<string, string>> }>,
    rows: readonly object[],
    columns: Rows | undefined,
  ): PackFile => ({
    name: `${name}.csv`,
    query: `/api/v1/${path}?${new URLSearchParams({ ...of, ...moment, format: 'csv' }).toString()}`,
    rows,
    columns: Object.keys(columns?.fields ?? {}),
  });
  return [
    ...(stages === undefined
      ? []
      : [file('stages', { path: 'stages', of: cohort }, stages.now.trusts, answers.stages.rows)]),
    ...(gap === undefined
      ? []
      : [
          file(
            'gap-by-region',
            { path: 'gaps', of: { ...cohort, by: 'region' } },
            gap.groups,
            answers.gaps.rows,
          ),
        ]),
    ...(benefits === undefined
      ? []
      : [
          file(
            'benefits-by-class',
            { path: 'money-gaps', of: cohort },
            benefits.now.groups,
            answers.moneyGaps.rows,
          ),
          file(
            'benefits-by-quarter',
            { path: 'money-gaps/over-time', of: cohort },
            benefits.overTime.quarters,
            answers.moneyOverTime.rows,
          ),
        ]),
    ...(targets ?? []).map((forecast) =>
      file(
        `target-${forecast.target}`,
        { path: `programmes/${programme}/targets/${forecast.target}/forecast` },
        forecast.trusts,
        answers.targetForecast.rows,
      ),
    ),
    ...(outcomes === undefined
      ? []
      : [
          file(
            'targets-past',
            { path: `programmes/${programme}/outcomes` },
            outcomeRows(outcomes),
            answers.targetOutcomes.rows,
          ),
        ]),
    ...(attention === undefined
      ? []
      : [
          file(
            'attention',
            { path: 'attention/kinds', of: cohort },
            attention.kinds,
            answers.attentionKinds.rows,
          ),
        ]),
    ...(quality === undefined
      ? []
      : [
          file(
            'data-quality',
            { path: `programmes/${programme}/data-quality` },
            quality.measures,
            answers.dataQuality.rows,
          ),
        ]),
  ];
}

/** The files of a pack, and the manifest that names the SHA-256 of each. The same pack gives the same bytes. */
function packed(figures: PackFigures) {
  const { asked, profile } = figures;
  const files = packFiles(figures).map(({ name, query, rows, columns }) => ({
    ...{ name, rows: rows.length, query },
    bytes: strToU8(csvOf(rows, columns)),
  }));
  const manifest = {
    pack: packId(asked),
    programme: profile.programme,
    name: profile.name,
    asOf: asked.day,
    includesEntry: asked.entry,
    recordedAt: profile.recordedAt,
    formulas: asked.formulas,
    forecastMethod: FORECAST_VERSION,
    sections: asked.sections,
    files: files.map(({ bytes, ...file }) => ({
      ...file,
      bytes: bytes.length,
      sha256: digestOf(bytes),
    })),
  };
  return { files, manifest: strToU8(`${JSON.stringify(manifest, undefined, 2)}\n`) };
}

/** The SHA-256 of the manifest of a pack, in hexadecimal: it stands for every byte of its files. */
export const manifestDigest = (figures: PackFigures): string => digestOf(packed(figures).manifest);

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function packZip(figures: PackFigures): Buffer {
  const { files, manifest } = packed(figures);
  const zipped = zipSync(
    Object.fromEntries([
      ['manifest.json', manifest],
      ...files.map(({ name, bytes }) => [name, bytes] as const),
    ]),
    { mtime: NO_TIME },
  );
  return Buffer.from(zipped);
}

/** A zip says local times: the same one everywhere, so that day and place of a download change no byte. */
const NO_TIME = new Date(1980, 0, 1, 12);
