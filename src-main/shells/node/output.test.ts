import { describe, expect, it } from 'vitest';
import { fieldReasonText } from '../../contract/problems/catalogue';
import { createOutput, type Progress } from './output';

function recorded(json: boolean, isTTY = false) {
  const written = { stdout: '', stderr: '' };
  let time = 0;
  const streams = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text), isTTY, columns: 100 },
  };
  const output = createOutput(json, streams, () => time);
  return { written, output, tick: (ms: number) => (time += ms) };
}

const at = (done: number): Progress => ({
  label: 'run 1',
  done,
  total: 200,
  unit: 'steps',
  remainingMs: 2000,
});

describe('output', () => {
  it('writes occasional lines if there is no terminal', () => {
    const { written, output, tick } = recorded(false);
    for (let done = 0; done <= 40; done++) output.progress(at(done));
    tick(31_000);
    output.progress(at(41));
    expect(written.stdout.split('\n')).toEqual([
      'run 1: 0% (0 of 200 steps), 2 s left',
      'run 1: 10% (20 of 200 steps), 2 s left',
      'run 1: 20% (40 of 200 steps), 2 s left',
      'run 1: 20% (41 of 200 steps), 2 s left',
      '',
    ]);
    expect(written.stderr).toBe('');
  });

  it('draws a bar on a terminal, and removes it before a line', () => {
    const { written, output, tick } = recorded(false, true);
    output.progress(at(100));
    output.progress(at(101));
    expect(written.stderr).toBe(
      `\rrun 1  ${'█'.repeat(12)}${'░'.repeat(12)}   50%  100/200 steps  2 s left\x1b[K`,
    );
    tick(150);
    output.progress(at(102));
    expect(written.stderr).toContain('102/200');
    output.progress(at(103));
    expect(written.stderr).not.toContain('103/200');
    output.line('done');
    expect(written.stderr.endsWith('\r\x1b[K')).toBe(true);
    expect(written.stdout).toBe('done\n');
  });

  it('writes only JSON to standard output with --json', () => {
    const { written, output } = recorded(true, true);
    output.line('for people');
    output.progress(at(10));
    output.event('metric', { run: 1 });
    output.problem({ code: 'x', message: 'It broke.', advice: 'Fix it.' });
    expect(written.stdout).toBe('{"event":"metric","run":1}\n');
    expect(written.stderr).toBe('It broke.\nFix it.\n');
  });

  it('reports problems field by field, each once', () => {
    const { written, output } = recorded(false);
    output.problem({
      code: 'x',
      message: 'Bad values.',
      advice: 'Change them.',
      fields: { beta: { code: 'no-value', label: 'β' } },
    });
    expect(written.stderr).toBe('Bad values.\n  beta: β has no value.\nChange them.\n');
    const other = recorded(false);
    const fields = { device: 'device', dataset: 'dataset-id' } as const;
    const message = `${fieldReasonText('device')} ${fieldReasonText('dataset-id')}`;
    other.output.problem({ code: 'x', message, advice: 'Correct this.', fields });
    expect(other.written.stderr).toBe(`${message}\nCorrect this.\n`);
  });
});
