import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { at } from '../contract/at';
import { encodeDiscriminatorOutputs } from '../contract/discriminator-outputs';
import { fakeRun } from '../testing/fake-runs';
import { summaryOf } from '../testing/fake-series';
import { renderReport as partsOf, type ReportInput, type ReportRun } from './html-report';

const EVIL = `<script>alert("1")</script> & 'quoted' <img src=x onerror=alert(2)>`;

function input(runs: readonly ReportRun[], title = 'A report'): ReportInput {
  return { title, createdAt: Date.UTC(2025, 10, 21, 6, 40), version: '0.1.0', qualityMetrics: [], runs };
}
const renderReport = (given: ReportInput): string => [...partsOf(given)].join('');
function withRun(entry: ReportRun, changes: Partial<ReportRun['run']>): ReportRun {
  return { ...entry, run: { ...entry.run, ...changes } };
}

/**
 * Returns the matches of a pattern outside of images and hashes, which may contain anything. A failure then does not
 * print megabytes.
 */
function found(pattern: RegExp, text: string): string[] {
  return text.replace(/(base64,|sha256-)[A-Za-z0-9+/=]+/g, '$1').match(new RegExp(pattern, 'gi')) ?? [];
}

/** Returns unclosed tags, as a parser would see them; attribute values must be quoted. */
function unclosed(page: string): string[] {
  const open: string[] = [];
  const bare = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
  for (const [, close, name, attributes] of bare.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>/gi)) {
    if (name === undefined || /^(meta|img|input|br|link)$/.test(name) || attributes?.endsWith('/') === true)
      continue;
    if (close !== '/') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

let gan: ReportRun;
let vae: ReportRun;
let page: string;
beforeAll(() => {
  gan = fakeRun({ id: 1, shape: 'gan', name: 'gan-mlp', color: 0, steps: 3000, pictures: 4 });
  vae = fakeRun({ id: 2, shape: 'vae', name: 'vae-mlp', color: 1, steps: 3000, pictures: 4 });
  page = renderReport(input([gan, vae]));
});

describe('the report', () => {
  it('names the classes of the rows for a conditional model, and each run once', () => {
    expect(page).not.toContain('class="row-names"');
    const classNames = Array.from({ length: 8 }, (_, i) => `class ${String(i)}`);
    const model = { ...gan.model, conditional: true };
    const named = withRun({ ...gan, model, classNames }, { name: 'cgan #1' });
    const rows = renderReport(input([named])).match(/<li title="class \d">/g);
    expect(rows).toHaveLength(8);
    expect(renderReport(input([named, vae]))).not.toContain('<span class="faint">#1</span>');
  });

  it('has in each figure a head, one element, and a note at most, as its grid has three rows', () => {
    const bytes = encodeDiscriminatorOutputs({
      output: 'probability',
      real: Float32Array.of(0.9),
      generated: Float32Array.of(0.1),
    });
    const figure = {
      ...at(gan.figures, 0).figure,
      kind: 'discriminator',
      sheet: null,
      mediaType: 'application/octet-stream',
    } as const;
    const shown = renderReport(input([{ ...gan, figures: [...gan.figures, { figure, bytes }] }]));
    const cells = shown.match(/<figure class="cell">[\s\S]*?<\/figure>/g) ?? [];
    expect(cells).toHaveLength(2);
    for (const cell of cells) {
      const bare = cell.replace(/^<figure[^>]*>|<\/figure>$/g, '').replace(/<(img|path)[^>]*>/g, '');
      let depth = 0;
      const children = [...bare.matchAll(/<(\/?)[a-z][^>]*>/g)].filter(([, close]) =>
        close === '/' ? --depth < 0 : depth++ === 0,
      );
      expect(children.length).toBeLessThanOrEqual(3);
    }
  });

  it('refers to nothing outside itself', () => {
    expect(found(/(?:src|href|action|data|poster)\s*=\s*"(?!data:image\/png;base64,)/i, page)).toEqual([]);
    expect(found(/url\(|@import|https?:|\/\/[a-z]|<link|<iframe|<object|<base/i, page)).toEqual([]);
  });

  it('allows its own style sheet and script by hash and nothing else', () => {
    const hash = (tag: string) => {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';
      expect(text).toContain('.scrubber');
      return createHash('sha256').update(text).digest('base64');
    };
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/
      .exec(page)?.[1]
      ?.replace(/&#39;/g, "'");
    expect(policy).toBe(
      `default-src 'none'; img-src data:; style-src 'sha256-${hash('style')}'; script-src 'sha256-${hash('script')}'; base-uri 'none'; form-action 'none'`,
    );
    // The policy blocks both.
    expect(found(/\sstyle="|\son[a-z]+="/, page)).toEqual([]);
    expect(page.match(/<(style|script)\b/g)).toEqual(['<style', '<script']);
  });

  it('is complete', () => {
    expect(unclosed(page)).toEqual([]);
    expect(found(/undefined|\[object|\bNaN|Infinity/, page)).toEqual([]);
    expect(page.startsWith('<!doctype html>')).toBe(true);
  });

  it('escapes all texts', () => {
    const model = { ...gan.model, title: EVIL, summary: EVIL, paper: EVIL };
    const problem = { code: 'diverged', message: EVIL, advice: EVIL };
    const networks = [{ name: EVIL, stacks: [{ name: EVIL, from: EVIL, input: [1], layers: [] }] }];
    const evil = withRun(
      { ...gan, model, networks },
      {
        name: EVIL,
        datasetName: EVIL,
        state: 'diverged',
        problem,
        origin: { runId: 1, runName: EVIL, step: 1 },
      },
    );
    const text = renderReport({ ...input([evil, vae], EVIL), machine: EVIL, version: EVIL });
    expect(text.includes('<script>alert')).toBe(false);
    expect(text.includes('<img src=x')).toBe(false);
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;quoted&#39;');
    expect(unclosed(text)).toEqual([]);
  });

  it('shows every recorded sheet of both runs, by default the last one', () => {
    const frames = [...page.matchAll(/<img\s+data-step="(\d+)"([^>]*)>/g)];
    // Samples of both runs, reconstructions and the plane of one.
    expect(frames).toHaveLength(13);
    const shown = frames.filter(([, , rest]) => !/\shidden\s/.test(rest ?? '')).map(([, step]) => step);
    expect(shown).toEqual(['3000', '3000', '3000', '3000']);
  });

  it('describes the layout of reconstructions, for each run if the layouts differ', () => {
    const rows: ReportRun = { ...vae, model: { ...vae.model, reconstructionLayout: 'rows' } };
    const said = (runs: readonly ReportRun[]) =>
      found(/<p class="(lede|note)">Test images (and, to the right|as the model)/, renderReport(input(runs)));
    expect(said([vae, vae])).toEqual(['<p class="lede">Test images and, to the right']);
    expect(said([rows])).toEqual(['<p class="note">Test images as the model']);
    expect(said([vae, rows])).toEqual([
      '<p class="note">Test images and, to the right',
      '<p class="note">Test images as the model',
    ]);
  });

  it('shows tags, stars and notes, with HTML in notes as text', () => {
    const noted: ReportRun = {
      ...vae,
      run: { ...vae.run, starred: true, tags: ['<기준>'] },
      notes: '**sharp** <script>alert(1)</script>',
    };
    const shown = [...renderReport(input([gan, noted]))].join('');
    expect(shown).toContain('<small class="tag">&lt;기준&gt;</small>');
    expect(shown.match(/title="Starred"/g)).toHaveLength(1);
    expect(shown).toContain('<strong>sharp</strong> &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<h2>Notes</h2>');
  });

  it('has axes only around the decoded plane', () => {
    expect(found(/class="frames plane"/, page)).toHaveLength(1);
    expect(found(/class="ticks (up|across)"/, page)).toEqual(['class="ticks up"', 'class="ticks across"']);
  });

  it('has four digits and, in a tooltip, the exact value', () => {
    const last = gan.metrics[0]?.last.value ?? 0;
    expect(page.includes(`<span title="${String(last)}">${last.toPrecision(4)}</span>`)).toBe(true);
  });

  it('marks differences between configurations', () => {
    const rows = page.match(/<tr\s+class="differs">[\s\S]*?<\/tr>/g)?.join('') ?? '';
    for (const label of ['Model', 'Joint batch', 'Reconstruction']) expect(rows).toContain(`>${label}</th>`);
    for (const label of ['Seed', 'Latent size', 'Batch size']) expect(rows).not.toContain(`>${label}</th>`);
  });

  it('marks the settings of a single run that differ from the defaults', () => {
    const hyperparameters = { ...vae.run.config.hyperparameters, learningRate: 0.0005 };
    const text = renderReport(input([withRun(vae, { config: { ...vae.run.config, hyperparameters } })]));
    const rows = text.match(/<tr\s+class="differs">[\s\S]*?<\/tr>/g) ?? [];
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('0.0005');
    expect(
      text.includes(
        'npm start -- train vae-mlp --dataset synthetic-digits --epochs 3 --seed 42 --set learningRate=0.0005</code>',
      ),
    ).toBe(true);
  });

  it('shows the recorded networks of the runs', () => {
    const summaries = page.match(/<summary>[\s\S]*?<\/summary>/g) ?? [];
    expect(summaries).toHaveLength(2);
    expect(summaries[0]).toMatch(/gan-mlp[\s\S]*generator 101\u202f520 parameters/);
    expect(page).toContain('aria-label="Graph of the encoder"');
    expect(renderReport(input([{ ...gan, networks: [] }]))).not.toContain('<h2>Networks</h2>');
  });

  it('has the command to repeat a run with its preset and sheet of samples, and the source of the preset', () => {
    const hyperparameters = { learningRate: 0.0005 };
    const sampleSheet = { columns: 5, rows: 1 };
    const source = { title: 'VAEs', author: 'A. Author', year: 2024, note: 'blog post' };
    const preset = { id: 'keras', label: 'Keras VAE', help: 'Means.', source, hyperparameters, sampleSheet };
    const config = { ...vae.run.config, sampleSheet: { columns: 2, rows: 1 }, preset: 'keras' };
    const text = renderReport(
      input([withRun({ ...vae, model: { ...vae.model, presets: [preset] } }, { config })]),
    );
    // The command has the default value too if the preset has another one.
    expect(text).toContain('--preset keras --epochs 3 --sheet 2x1 --seed 42 --set learningRate=0.001</code>');
    expect(text).toContain('Preset “Keras VAE”: Means. Source: A. Author: VAEs, 2024 (blog post).');
    expect(text).toContain('<td>2 × 1</td>');
  });

  it('describes the engine that computed the numbers, as far as it was recorded', () => {
    expect(page).toContain('AMD EPYC · avx512 · 2 threads in an operation, 2 beside');
    const { engine } = gan.run;
    if (engine === null) throw new Error('The run has no engine.');
    const { processor: _processor, instructions: _instructions, threads: _threads, ...before } = engine;
    const older = renderReport(input([withRun(gan, { engine: before })]));
    expect(older).toContain('tfjs 4.22.0');
    expect(older).not.toContain('AMD EPYC');
  });

  it('has the command to repeat a run with its engine and device', () => {
    const config = { ...vae.run.config, engine: 'eager' as const, device: 'gpu:1' };
    expect(renderReport(input([withRun(vae, { config })]))).toContain(
      ' --engine eager --device gpu:1</code>',
    );
    expect(renderReport(input([vae]))).not.toContain('--engine');
  });

  it('does not treat the time of each step as a metric, in charts and tables', () => {
    expect(gan.metrics.map(({ name }) => name)).toContain('elapsed_ms');
    expect(found(/elapsed/, page)).toEqual([]);
    const window = { from: 1, to: 2, metrics: { elapsed_ms: { mean: 1, margin: 1 } } };
    expect(found(/elapsed/, renderReport(input([withRun(gan, { window })])))).toEqual([]);
  });

  it('names the better of runs that share a metric', () => {
    const other = fakeRun({ id: 5, shape: 'vae', name: 'worse', steps: 3000, pictures: 0 });
    const text = renderReport(input([vae, other]));
    const table = /<h2>Final metrics<\/h2>[\s\S]*?<\/table>/.exec(text)?.[0] ?? '';
    const row = /<th scope="row">\s*Validation loss[\s\S]*?<\/tr>/.exec(table)?.[0] ?? '';
    const cells = row.split('<td').slice(1);
    expect(cells.map((cell) => cell.includes('<b>'))).toEqual([true, false]);
  });

  it('has the chosen sections, in their order, and the differences from a baseline', () => {
    const other = fakeRun({ id: 5, shape: 'vae', name: 'worse', steps: 3000, pictures: 0 });
    const text = renderReport({
      ...input([vae, other]),
      note: 'Worse **throughout**.',
      sections: ['configuration', 'metrics', 'summary'],
      baseline: vae.run.id,
      missing: [9],
    });
    const titles = found(/<h2>(Summary|Curves|Samples|Final metrics|Configuration)<\/h2>/, text);
    expect(titles.map((title) => title.replace(/<.?h2>/g, ''))).toEqual([
      'Configuration',
      'Final metrics',
      'Summary',
    ]);
    expect(text).toContain('Worse <strong>throughout</strong>.');
    expect(text).toContain('Run 9 of this comparison was removed.');
    expect(text).toMatch(/Differences are from/);
    const table = /<h2>Final metrics<\/h2>[\s\S]*?<\/table>/.exec(text)?.[0] ?? '';
    expect(table).toMatch(/<small title="[^"]*">\s*\+[\d.]+/);
    expect(unclosed(text)).toEqual([]);
    const elsewhere = withRun(other, {
      config: { ...other.run.config, dataset: 'other' },
      datasetFingerprint: 'x',
    });
    expect(renderReport({ ...input([vae, elsewhere]), baseline: vae.run.id })).toMatch(
      /not comparable<\/small>/,
    );
  });

  it('shows the hyperparameters in which runs differ side by side', () => {
    const rated = (id: number, learningRate: number) =>
      withRun(vae, {
        id,
        config: { ...vae.run.config, hyperparameters: { ...vae.run.config.hyperparameters, learningRate } },
      });
    const text = renderReport(input([rated(5, 0.1), rated(6, 0.2), rated(7, 0.4)]));
    const section = /<h2>Hyperparameters<\/h2>[\s\S]*?<\/section>/.exec(text)?.[0] ?? '';
    expect(section).toMatch(/>0\.1<[\s\S]*>0\.2<[\s\S]*>0\.4</);
    expect(section).toContain('With fewer than 10 runs');
    expect(renderReport(input([vae]))).not.toContain('<h2>Hyperparameters</h2>');
  });

  it('separates different quantities of the same name, and marks none of them as best', () => {
    const metrics = vae.model.metrics.map((metric) =>
      metric.name.endsWith('loss')
        ? { ...metric, label: metric.label.replace(/loss/i, 'error'), unit: 'grey levels' }
        : metric,
    );
    const other = withRun({ ...vae, model: { ...vae.model, metrics } }, { id: 7, name: 'autoencoder' });
    const text = renderReport(input([vae, other]));
    const table = /<h2>Final metrics<\/h2>[\s\S]*?<\/table>/.exec(text)?.[0] ?? '';
    const row = (label: string) =>
      new RegExp(`<th scope="row">\\s*${label}[\\s\\S]*?</tr>`).exec(table)?.[0].split('<td').slice(1) ?? [];
    const cells = (label: string) => row(label).map((cell) => [cell.includes('–'), cell.includes('<b>')]);
    expect(cells('Validation loss')).toEqual([
      [false, false],
      [true, false],
    ]);
    expect(cells('Validation error')).toEqual([
      [true, false],
      [false, false],
    ]);
    const charts = [
      ...text.matchAll(/<figure class="chart">\s*<figcaption>\s*<h3>([^<]*)(?:<[^>]*>([^<]*))?/g),
    ];
    const titles = charts.map(([, title, unit]) => [title?.trim(), unit?.trim()]);
    expect(titles.slice(0, 2)).toEqual([
      ['Loss', 'nats'],
      ['Loss', 'grey levels'],
    ]);
    expect(titles.filter(([title]) => title === 'KL divergence')).toHaveLength(1);
  });

  it('works for runs without values, and for more runs than colours', () => {
    const bare = withRun(
      { ...gan, metrics: [], figures: [] },
      { state: 'queued', step: 0, elapsedMs: 0, engine: null, datasetFingerprint: null, stepsPerEpoch: null },
    );
    const text = renderReport(input(Array.from({ length: 10 }, (_, i) => withRun(bare, { color: i }))));
    expect(unclosed(text)).toEqual([]);
    expect(found(/undefined|\bNaN|Infinity/, text)).toEqual([]);
  });

  it('distinguishes runs of one colour', () => {
    const text = renderReport(input([gan, withRun(gan, { id: 9 })]));
    const colors = ['.run-0{', '.run-1{'].map(
      (rule) => text.slice(text.indexOf(rule) + rule.length).split('}')[0],
    );
    expect(colors[0]).not.toBe(colors[1]);
  });

  it('reports a damaged sheet, and shows the rest', () => {
    const figures = gan.figures.map((figure) => ({ ...figure, bytes: figure.bytes.subarray(0, 40) }));
    const text = renderReport(input([{ ...gan, figures }, vae]));
    expect(found(/class="note problem">The picture cannot be read: [^<]*/, text)).toHaveLength(1);
    expect(found(/<figure class="strip/, text)).toHaveLength(2);
    expect(unclosed(text)).toEqual([]);
  });

  it('reports values beyond the axis, with the furthest one', () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i === 500 ? -9876 : 1 + (i % 10) / 10));
    const far = summaryOf(
      'far',
      values.map((_, i) => i + 1),
      values,
    );
    const text = renderReport(input([{ ...gan, metrics: [far] }]));
    expect(found(/1 value lies beyond the axis, the furthest at −9\u202f876\./, text)).toHaveLength(1);
    expect(found(/beyond the axis/, renderReport(input([{ ...gan, metrics: [] }])))).toEqual([]);
  });

  it('has no chart and no row for the training time', () => {
    expect(gan.metrics.map(({ name }) => name)).toContain('elapsed_ms');
    const text = renderReport(input([gan, vae]));
    expect(found(/elapsed/, text)).toEqual([]);
    const without = [gan, vae].map((run) => ({
      ...run,
      metrics: run.metrics.filter(({ name }) => name !== 'elapsed_ms'),
    }));
    expect(renderReport(input(without))).toBe(text);
  });

  it('is generated in small parts, for any number of runs', () => {
    const runs = Array.from({ length: 40 }, (_, i) => withRun(vae, { id: i }));
    const sizes = [...partsOf(input(runs))].map(({ length }) => length);
    expect(sizes.length).toBeGreaterThan(500);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});
