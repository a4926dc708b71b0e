import type { BenefitProfileAnswer } from '#read-models';
import { BENEFIT, benefitMap, type MapColumn, type MapNode } from '../charts/benefit-map.js';
import type { Names } from '../names.js';

type Link = BenefitProfileAnswer['links'][number];

/**
 * From the capabilities that enable a benefit, through the outcomes on the way to it, to the objectives
 * it serves; undefined where it is linked to nothing.
 */
export function mapView({ links, benefit, profile }: BenefitProfileAnswer, names: Names) {
  if (links.length === 0) return undefined;
  const of = (kind: Link['value']['kind']) => links.filter(({ value }) => value.kind === kind);
  const [capabilities, outcomes, objectives] = [of('capability'), of('outcome'), of('objective')];
  const known = new Set(outcomes.map(({ subject }) => subject));
  const columns: readonly MapColumn[] = [
    {
      name: 'Capabilities',
      nodes: capabilities.map(({ subject, value }) => {
        const through = value.through !== undefined && known.has(value.through);
        const to = through ? value.through : benefit.benefit;
        return { id: subject, text: names.capability(subject), to: [to] };
      }),
    },
    { name: 'Outcomes', nodes: outcomes.map((link) => nodeOf(link, [benefit.benefit])) },
    {
      name: BENEFIT,
      nodes: [
        {
          id: benefit.benefit,
          text: profile.title,
          to: objectives.map(({ subject }) => subject),
        },
      ],
    },
    { name: 'Objectives', nodes: objectives.map((link) => nodeOf(link, [])) },
  ];
  const title = messageOf(capabilities.length, objectives.length);
  const says = pathsInWords(columns);
  return {
    title,
    says,
    svg: benefitMap({ id: 'map', title, description: says.join(' ') }, columns),
  };
}

const nodeOf = ({ subject, value }: Link, to: readonly string[]): MapNode => ({
  ...{ id: subject, text: value.title ?? subject, to },
});

/** What it rests on and what it serves. */
function messageOf(capabilities: number, objectives: number): string {
  const rests =
    capabilities === 0
      ? 'The benefit rests on no capability'
      : `The benefit rests on ${countOf(capabilities, 'capability', 'capabilities')}`;
  return `${rests} and serves ${countOf(objectives, 'objective', 'objectives')}`;
}

const countOf = (count: number, one: string, many: string): string =>
  `${count === 0 ? 'no' : String(count)} ${count === 1 ? one : many}`;

/** Every link as a sentence, in the order of the columns. */
function pathsInWords(columns: readonly MapColumn[]): readonly string[] {
  const nodes = columns.flatMap((column) => column.nodes);
  const textOf = (id: string): string => nodes.find((node) => node.id === id)?.text ?? id;
  const verbs = ['leads to', 'leads to', 'serves', ''];
  return columns.flatMap((column, index) =>
    column.nodes.flatMap(({ text, to }) =>
      to.map((id) => `${text} ${verbs[index] ?? ''} ${textOf(id)}.`),
    ),
  );
}
