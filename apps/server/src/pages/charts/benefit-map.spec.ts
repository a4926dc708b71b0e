import { BENEFIT, benefitMap } from './benefit-map.js';

describe('A benefit map', () => {
  const columns = [
    {
      name: 'Capabilities',
      nodes: [{ id: 'C105', text: 'Electronic prescribing', to: ['rounds'] }],
    },
    { name: 'Outcomes', nodes: [{ id: 'rounds', text: 'Quicker drug rounds', to: ['RXX'] }] },
    { name: BENEFIT, nodes: [{ id: 'RXX', text: 'Nursing time freed', to: ['care', 'gone'] }] },
    { name: 'Objectives', nodes: [{ id: 'care', text: 'Time to care', to: [] }] },
  ];
  const caption = { id: 'map', title: 'What leads to what', description: 'A map.' };
  const wideOf = (svg: string): string => svg.slice(0, svg.indexOf('app-chart--narrow'));

  it('has a box for each node and a line for each link between two of them', () => {
    const wide = wideOf(benefitMap(caption, columns));
    expect(wide.match(/<rect/g)).toHaveLength(4);
    expect(wide.match(/<path/g)).toHaveLength(3);
    expect(wide).toContain('>Quicker drug rounds<');
  });

  it('keeps every word of every box inside the frame, wide and narrow', () => {
    const long = 'Electronic prescribing and medicines administration in all inpatient settings';
    const svg = benefitMap(caption, [
      { name: 'Capabilities', nodes: [{ id: 'a', text: long, to: ['b'] }] },
      ...columns.slice(1),
    ]);
    for (const drawing of svg.split('</svg>').slice(0, 2)) {
      const [, width = '0', height = '0'] = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(drawing) ?? [];
      for (const [, x, y, text = ''] of drawing.matchAll(
        /<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)/g,
      )) {
        expect(Number(x) + text.length * 7.8).toBeLessThanOrEqual(Number(width));
        expect(Number(y)).toBeLessThanOrEqual(Number(height));
      }
    }
  });

  it('leaves out what nothing stands in', () => {
    const [, , benefit] = columns;
    const svg = benefitMap(caption, [
      { name: 'Capabilities', nodes: [] },
      ...(benefit === undefined ? [] : [benefit]),
    ]);
    expect(svg).not.toContain('Capabilities');
  });
});
