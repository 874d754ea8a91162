import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { passOnErrors } from './job-stderr';

it('passes on errors and omits TensorFlow’s start-up messages', async () => {
  const stderr = new PassThrough();
  const written: string[] = [];
  passOnErrors(stderr, (line) => written.push(line));
  stderr.end(
    [
      'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR',
      'I0000 00:00:1795243959.335902   23623 port.cc:153] oneDNN custom operations are on.',
      '2026-01-02 10:11:12.123456: I tensorflow/core/platform/cpu_feature_guard.cc:210] This TensorFlow binary is optimized',
      '2026-01-02 10:11:12.123456: E external/local_xla/xla/stream_executor/cuda: failed call to cuInit',
      "E0000 00:00:1795969619.185046   23790 meta_optimizer.cc:967] remapper failed: INVALID_ARGUMENT: Mutation::Apply error: fanout 'node_1' exist for missing node 'node_2'.",
      'E0000 00:00:1795969619.185046   23790 meta_optimizer.cc:967] Optimization failed: out of memory',
      'F0000 00:00:1795243959.335902   23623 tensor.cc:1] Check failed',
      '(node:24425) [DEP0044] DeprecationWarning: The `util.isArray` API is deprecated.',
      '(Use `node --trace-deprecation ...` to show where the warning was created)',
      'Error: something of ours',
    ].join('\n'),
  );
  await new Promise((resolve) => stderr.on('close', resolve));
  expect(written.map((line) => line.slice(-12))).toEqual([
    'll to cuInit',
    'ut of memory',
    'Check failed',
    'hing of ours',
  ]);
});
