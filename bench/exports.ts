/**
 * npm run bench:exports: how long files about long runs take to be written, as the window asks for them: in a process of
 * their own, beside a main process that must stay free. Prints a table; runs are recorded without training.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setInterval as every } from 'node:timers';
import { ExportRequestSchema } from '../src-main/contract/export';
import { openWorkbench, type Workbench } from '../src-main/core/workbench';
import { encodeSheet } from '../src-main/images/sheet';
import { childProcessHost } from '../src-main/shells/node/child-process-host';
import { openStore } from '../src-main/store/open';
import { seedRuns } from '../src-main/testing/long-run';
import { longestTurn } from '../src-main/testing/longest-turn';
import { machine } from './machine.mjs';
import { median } from './results-markdown.mjs';

const ROUNDS = 5;
const TURN_LIMIT_MS = 50;
const SHEET = { columns: 8, rows: 8, tileWidth: 28, tileHeight: 28 } as const;
const MB = 1024 * 1024;

interface Case {
  readonly what: string;
  readonly format: string;
  readonly run: number;
  readonly options?: Record<string, unknown>;
  readonly limitMs?: number;
}

/** Discs that grow from step to step, with noise, which compress about as badly as samples of a model that learns. */
function sheetAt(frame: number, frames: number): Uint8Array {
  const count = SHEET.columns * SHEET.rows;
  const side = SHEET.tileWidth;
  const tiles = new Uint8Array(count * side * side);
  let noise = frame + 1;
  for (let i = 0; i < tiles.length; i++) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fffffff;
    const [x, y] = [i % side, Math.floor(i / side) % side];
    const isInside = Math.hypot(x - side / 2, y - side / 2) < 2 + (10 * frame) / frames;
    tiles[i] = isInside ? 200 + ((noise >> 16) % 56) : (noise >> 16) % 40;
  }
  return encodeSheet({ tiles, count, width: side, height: side, channels: 1, columns: SHEET.columns });
}

/** Records sheets of a run beside those that it has. */
function recordSheets(dataDir: string, runId: number, frames: number): void {
  const store = openStore(dataDir);
  store.transaction(() => {
    for (let frame = 1; frame <= frames; frame++)
      store.figures.append(runId, {
        ...{ step: frame, kind: 'reconstructions', mediaType: 'image/png', sheet: SHEET },
        bytes: sheetAt(frame, frames),
      });
  });
  store.close();
}

/** The most memory that a process which this one started has taken so far, in bytes; by Linux. */
function peakOfChildren(): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const isMine = status.includes(`\nPPid:\t${String(process.pid)}\n`);
        return isMine ? 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) : 0;
      } catch {
        return 0; // it has ended
      }
    });
  return Math.max(0, ...peaks);
}

async function measure(workbench: Workbench, { format, run, options = {} }: Case) {
  const request = ExportRequestSchema.parse({ format, runs: [run], options });
  let peak = 0;
  const timer = every(() => (peak = Math.max(peak, peakOfChildren())), 50);
  const start = performance.now();
  const { result, longestMs } = await longestTurn(() => workbench.exports.create(request));
  clearInterval(timer);
  return { ms: performance.now() - start, peak, longestMs, bytes: result.bytes };
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-bench-'));
  try {
    const [short = 0, long = 0, films = 0, film = 0] = seedRuns(dataDir, [100_000, 400_000, 1000, 200]);
    recordSheets(dataDir, film, 200);
    recordSheets(dataDir, films, 1000);
    const kind = { kind: 'reconstructions', from: 0, frames: 1000 };
    const CASES: readonly Case[] = [
      { what: 'film of 200 sheets, GIF', format: 'film-gif', run: film, options: kind, limitMs: 5000 },
      {
        what: 'film of 200 sheets, animated PNG',
        format: 'film-apng',
        run: film,
        options: kind,
        limitMs: 5000,
      },
      { what: 'film of 200 sheets, WebM', format: 'film-webm', run: film, options: kind, limitMs: 5000 },
      { what: 'film of 1 000 sheets, animated PNG', format: 'film-apng', run: films, options: kind },
      { what: 'TensorBoard, 100 000 steps', format: 'tensorboard', run: short, limitMs: 3000 },
      { what: 'TensorBoard, 400 000 steps', format: 'tensorboard', run: long },
      { what: 'Parquet, 100 000 steps', format: 'metrics-parquet', run: short },
      { what: 'CSV, 100 000 steps', format: 'metrics-csv', run: short },
      { what: 'HTML report, 100 000 steps', format: 'report-html', run: short },
      { what: 'chart as PNG, 100 000 steps', format: 'chart-png', run: short },
    ];
    const host = childProcessHost(resolve('out/main/job.js'));
    const workbench = await openWorkbench({ dataDir, jobHost: host, version: '0', electron: null });
    console.log(
      `On ${machine}; load ${loadavg()[0]?.toFixed(1) ?? '?'}; medians of ${String(ROUNDS)}; memory and turns are the worst.\n`,
    );
    console.log('| File | Time | Limit | Size | Memory of its process | Longest turn of the main process |');
    console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
    let isOver = false;
    for (const one of CASES) {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(workbench, one));
      const ms = median(rounds.map((round) => round.ms));
      const turnMs = Math.max(...rounds.map(({ longestMs }) => longestMs));
      const peak = Math.max(...rounds.map((round) => round.peak));
      const limit = one.limitMs === undefined ? '' : `${(one.limitMs / 1000).toFixed(0)} s`;
      isOver ||= ms > (one.limitMs ?? Infinity) || turnMs > TURN_LIMIT_MS;
      const size = `${((rounds[0]?.bytes ?? 0) / MB).toFixed(1)} MB`;
      const memory = peak === 0 ? '' : `${(peak / MB).toFixed(0)} MB`;
      const cells = [one.what, `${(ms / 1000).toFixed(2)} s`, limit, size, memory, `${turnMs.toFixed(0)} ms`];
      console.log(`| ${cells.join(' | ')} |`);
    }
    await workbench.close();
    if (isOver) process.exitCode = 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

void main();
