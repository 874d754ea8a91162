import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { mutated } from './end-to-end.mjs';

vi.setConfig({ testTimeout: 120_000 });

const root = resolve(import.meta.dirname, '..', '..');
const project = mkdtempSync(join(tmpdir(), 'mutate-test-'));
const CODE = `export function remove(list: string[], from: number): string[] {
  const rest = [...list];
  rest.splice(from, 2);
  return rest;
}

export function log(list: string[], text: string): void {
  list.push(text);
}
`;
const TESTS = `import { expect, it } from 'vitest';
import { log, remove } from './list';

it('removes two', () => {
  expect(remove(['a', 'b', 'c', 'd'], 1)).toEqual(['a', 'd']);
});
it('logs', () => {
  log([], 'unchecked');
});
`;

beforeAll(() => {
  mkdirSync(join(project, 'src-main', 'list'), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'vitest.config.mts'), 'export default {};');
  mkdirSync(join(project, 'bench', 'mutate'), { recursive: true });
  writeFileSync(
    join(project, 'bench', 'mutate', 'equivalent.json'),
    JSON.stringify([
      {
        file: 'src-main/list/list.ts',
        original: '{ list.push(text); }',
        replacement: '{}',
        reason: 'A test.',
      },
    ]),
  );
  writeFileSync(join(project, 'src-main', 'list', 'list.ts'), CODE);
  writeFileSync(join(project, 'src-main', 'list', 'list.test.ts'), TESTS);
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

function mutate(...args: string[]): string {
  const script = join(root, 'bench', 'mutate', 'run.mjs');
  // The command's processes must not take this test runner's variables.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: project, env });
  expect(status, stderr.toString()).toBe(0);
  return stdout.toString();
}

it('lists mutants that no test notices, with their location, and counts the noticed ones', () => {
  const output = mutate('list');
  expect(output).toContain('src-main/list/list.ts:8 RemovedStatement\n    - list.push(text);\n    + ;\n');
  expect(output).toMatch(/^src-main\/list: 5 of 6 noticed \(83 %\), 1 not noticed/);
  expect(output).not.toMatch(/list\.ts:[1-7] /);
});

it('draws a sample, the same for the same seed, without known equivalent mutants', () => {
  const first = mutate('list', '--count', '2');
  expect(first).toMatch(/ of 2 noticed .* 7 mutants in all, 1 known as equivalent/);
  expect(mutate('list', '--count', '2')).toBe(first);
});

it('puts the replacement at the location of the mutant, also over several lines', () => {
  const place = { start: { line: 3, column: 3 }, end: { line: 3, column: 24 } };
  expect(mutated(CODE, { location: place, replacement: ';' })).toBe(
    CODE.replace('rest.splice(from, 2);', ';'),
  );
  const block = {
    start: { line: 7, column: 1 + (CODE.split('\n')[6] ?? '').indexOf('{') },
    end: { line: 9, column: 2 },
  };
  expect(mutated(CODE, { location: block, replacement: '{}' })).toMatch(
    /^export function log.*: void \{\}\n$/m,
  );
});
