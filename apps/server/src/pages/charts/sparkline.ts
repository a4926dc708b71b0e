import { scaleLinear } from 'd3-scale';
import { at } from './svg.js';

const SIZE = { width: 120, height: 32, edge: 4 };

/**
 * A small line without axes or words, the latest value marked; what it says stands beside it in
 * words, so it is hidden from assistive technology. '' for fewer than two values, which show nothing.
 */
export function sparkline(values: readonly number[]): string {
  if (values.length < 2) return '';
  const { width, height, edge } = SIZE;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = scaleLinear([0, values.length - 1], [edge, width - edge]);
  const y = scaleLinear(least === most ? [least - 1, most + 1] : [least, most], [
    height - edge,
    edge,
  ]);
  const points = values.map((value, index) => `${at(x(index))},${at(y(value))}`);
  const [lastX = '0', lastY = '0'] = points.at(-1)?.split(',') ?? [];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="app-sparkline" aria-hidden="true" focusable="false" viewBox="0 0 ${String(width)} ${String(height)}">` +
    `<polyline points="${points.join(' ')}" fill="none" stroke="#005eb8" stroke-width="2"/>` +
    `<circle cx="${lastX}" cy="${lastY}" r="3.5" fill="#212b32"/></svg>`
  );
}
