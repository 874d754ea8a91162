import { join } from 'node:path';
import { runCommandLine } from './cli';

// A closed terminal, or a pipe whose reader has ended, must not end a run.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });

/** This module is the bundle's entry, so its folder is known here; the commands are loaded from a folder below. */
const program = { job: join(__dirname, 'job.js'), rendererDirectory: join(__dirname, '../renderer') };

void runCommandLine(process.argv, { program, streams: process }).then((code) => {
  if (code !== 0) process.exitCode = code;
});
