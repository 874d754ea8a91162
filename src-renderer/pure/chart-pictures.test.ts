import { describe, expect, it } from 'vitest';
import { chartCsv } from './chart-csv';
import { drawLines, type ChartLine } from './chart-line';
import { chartSvg, type ChartPicture } from '../../src-main/presentation/chart-svg';

const line = (label: string, changes: Partial<ChartLine> = {}): ChartLine => ({
  key: label,
  owner: label,
  label,
  color: '#123456',
  dash: [],
  x: Float64Array.of(0, 1, 2),
  y: Float64Array.of(1, 10, 100),
  ...changes,
});
const drawing = { smoothing: 0, log: false, columns: 600, zoom: null };
const picture = (lines: ChartLine[], changes: Partial<ChartPicture> = {}): ChartPicture => ({
  title: 'Loss',
  unit: 'nats',
  axis: 'Step',
  x: { min: 0, max: 2, isLog: false, ticks: [{ value: 1, label: 'one' }] },
  y: { min: 0, max: 100, isLog: false, ticks: [{ value: 50, label: 'fifty' }] },
  drawn: drawLines(lines, drawing),
  marks: [],
  notes: [],
  colors: { ground: '#ffffff', text: '#000000', soft: '#555555', grid: '#eeeeee' },
  ...changes,
});
/** The last point of each line's path. */
const ends = (markup: string) =>
  [...markup.matchAll(/L([\d.]+) ([\d.]+)" stroke="#123456"/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('a chart as an image', () => {
  it('has its title, legend, ticks, notes and colours, with all names escaped', () => {
    const { markup } = chartSvg(picture([line('<한글> & "more"')], { notes: ['smoothed, 0.60'] }));
    for (const text of [
      'Loss (nats)',
      '&lt;한글&gt; &amp; &quot;more&quot;',
      'fifty',
      'one',
      'Step',
      'smoothed, 0.60',
    ])
      expect(markup).toContain(`>${text}</text>`);
  });

  it('draws values at their positions on linear and logarithmic axes', () => {
    const linear = chartSvg(picture([line('a')]));
    expect(ends(linear.markup)[0]).toEqual([936, 78]);
    const y = { min: 1, max: 10_000, isLog: true, ticks: [] };
    // 100 is halfway from 1 to 10 000.
    expect(ends(chartSvg(picture([line('a')], { y })).markup)[0]).toEqual([936, 288]);
  });

  it('leaves a gap where a value is missing, and fills the area behind a mean', () => {
    const gap = line('a', { y: Float64Array.of(1, NaN, 3) });
    expect(chartSvg(picture([gap])).markup).toMatch(/d="M72 [\d.]+M936 [\d.]+" stroke="#123456"/);
    const band = { low: Float64Array.of(0, 5, 50), high: Float64Array.of(2, 20, 200) };
    expect(chartSvg(picture([line('mean', { band })])).markup).toMatch(/Z" fill="#123456" fill-opacity/);
  });

  it('names marks above the plot, each in a row where it covers no other, and leaves out those beyond the axis', () => {
    const mark = (at: number, label: string) => ({ at, label, color: null });
    const marks = [mark(1, '#1 Mode collapse'), mark(1.05, '<b>'), mark(3, 'beyond')];
    const { markup, height } = chartSvg(picture([line('a')], { marks }));
    const rows = [...markup.matchAll(/<text x="[\d.]+" y="([\d.]+)" font-size="11"[^>]*>([^<]+)</g)];
    expect(rows.map(([, , label]) => label)).toEqual(['#1 Mode collapse', '&lt;b&gt;']);
    expect(new Set(rows.map(([, y]) => y)).size).toBe(2);
    expect(height).toBe(chartSvg(picture([line('a')])).height + 2 * 14);
  });

  it('grows with its legend, so that every line has a name', () => {
    const many = Array.from({ length: 24 }, (_, i) => line(`run ${String(i)}`));
    const { markup, height } = chartSvg(picture(many));
    expect(height).toBeGreaterThan(chartSvg(picture(many.slice(0, 2))).height);
    for (const { label } of many) expect(markup).toContain(`>${label}</text>`);
  });

  it('gives long names a row each, and cuts those that are longer than one', () => {
    const long = (end: string) => line(`${'a name of many words '.repeat(4)}${end}`);
    const { markup, height } = chartSvg(picture([long('one'), long('two'), line('x'.repeat(200))]));
    for (const end of ['one', 'two']) expect(markup).toMatch(new RegExp(`words ${end}</text>`));
    expect(markup).toContain(`>${'x'.repeat(123)}…</text>`);
    expect(height).toBe(chartSvg(picture([line('a'), line('b'), line('c'), line('d'), line('e')])).height);
  });
});

describe('the values of a chart', () => {
  const csvOf = (lines: ChartLine[], smoothing = 0, zoom: { from: number; to: number } | null = null) =>
    chartCsv(lines, 'Step', { smoothing, zoom }).split('\r\n');

  it('are in full precision, one row per value', () => {
    const precise = line('run, 1', { y: Float64Array.of(1 / 3, NaN, 1e-12) });
    expect(csvOf([precise])).toEqual([
      'line,Step,value',
      '"run, 1",0,0.3333333333333333',
      '"run, 1",1,',
      '"run, 1",2,1e-12',
      '',
    ]);
  });

  it('include the drawn smoothed values and the edges of bands', () => {
    const band = { low: Float64Array.of(0, 5, NaN), high: Float64Array.of(2, 20, NaN) };
    const rows = csvOf([line('mean', { band }), line('one')], 0.5);
    expect(rows[0]).toBe('line,Step,value,smoothed,low,high');
    expect(rows[1]).toBe('mean,0,1,1,0,2');
    expect(rows[3]).toMatch(/^mean,2,100,[\d.]+,,$/);
    expect(rows[4]).toBe('one,0,1,1,,');
  });

  it('are those of the visible part', () => {
    expect(csvOf([line('a')], 0, { from: 1, to: 1.5 })).toEqual(['line,Step,value', 'a,1,10', '']);
  });
});
