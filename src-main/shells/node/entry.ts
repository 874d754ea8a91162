import { join } from 'node:path';
import { runCommandLine } from './cli';

// A terminal that was closed, or a pipe that was read no further, is no reason to lose a run.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });

/** This module is the bundle's entry and knows where it lies; the commands are loaded from a folder below. */
const program = { job: join(__dirname, 'job.js'), rendererDirectory: join(__dirname, '../renderer') };

void runCommandLine(process.argv, { program, streams: process }).then((code) => {
  if (code !== 0) process.exitCode = code;
});
