import { expect, it, vi } from 'vitest';
import { version } from '../../../package.json';

it('runs the typed command, returns its exit code, and survives a closed terminal', async () => {
  const { argv, exitCode } = process;
  const written: string[] = [];
  const record = (text: unknown) => {
    written.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(record);
  vi.spyOn(process.stderr, 'write').mockImplementation(record);
  process.argv = ['node', 'cli', '--version'];
  await import('./entry');
  await vi.waitFor(() => {
    expect(written.join('')).toBe(`${version}\n`);
  });
  expect(process.exitCode).toBe(exitCode);
  const closed = (code: string) => Object.assign(new Error(code), { code });
  for (const stream of [process.stdout, process.stderr]) {
    for (const code of ['EPIPE', 'EIO']) expect(() => stream.emit('error', closed(code))).not.toThrow();
    expect(() => stream.emit('error', closed('EBADF'))).toThrow('EBADF');
  }

  vi.resetModules();
  process.argv = ['node', 'cli', 'paint'];
  await import('./entry');
  await vi.waitFor(() => {
    expect(process.exitCode).toBe(2);
  });
  process.argv = argv;
  process.exitCode = exitCode;
  vi.restoreAllMocks();
});
