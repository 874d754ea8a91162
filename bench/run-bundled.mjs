// run-bundled.mjs ENTRY [OPTIONS]: runs a TypeScript program of bench with everything that it imports from the
// workbench.
import { spawn } from 'node:child_process';
import { bundle } from './bundle.mjs';

const [entry, ...options] = process.argv.slice(2);
if (entry === undefined) throw new Error('Name the program to run, such as bench/fuzz/campaign.ts.');
const child = spawn(process.execPath, [await bundle(entry), ...options], { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => child.kill(signal));
child.on('close', (code) => (process.exitCode = code ?? 1));
