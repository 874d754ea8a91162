import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../setup/paths.mjs';
import { track } from '../setup/processes.mjs';

/** @import { TestContext } from './tally.mjs' */

/**
 * Commands that stress the built app, each in a short form. `words`: the names that select it in `npm test -- WORD`.
 */
export const campaigns = [
  {
    name: 'fuzz campaign',
    words: ['fuzz'],
    entry: 'bench/fuzz/campaign.ts',
    args: ['--seconds', '60', '--seed', '1'], // the same inputs each time; use other seeds to search for faults
    limitMs: 15 * 60_000,
  },
  {
    name: 'kill campaign',
    words: ['kill'],
    entry: 'bench/kill/campaign.ts',
    args: ['--times', '5'],
    limitMs: 15 * 60_000,
  },
  {
    name: 'fleet campaign',
    words: ['fleet'],
    entry: 'bench/fleet/campaign.ts',
    args: ['--times', '3', '--faults', 'worker,server,workbench', '--parallel', '3'],
    limitMs: 15 * 60_000,
  },
];

/**
 * Runs a campaign with its output shown, and adds the counts of its last line.
 * @param {typeof campaigns[number]} campaign
 * @param {TestContext} context
 * @returns {Promise<void>}
 */
export async function runCampaign({ name, entry, args, limitMs }, { setup, env, tally }) {
  const script = join(projectRoot, 'bench', 'run-bundled.mjs');
  const { lastLine, why } = await watch(setup.node, [script, entry, ...args], { env, limitMs });
  const counts = /^(\d+) passed, (\d+) failed$/.exec(lastLine);
  if (counts === null) return tally.fail(name, `no result, ${why}`);
  tally.add({ passed: Number(counts[1]), failed: Number(counts[2]) });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, limitMs: number }} options
 * @returns {Promise<{ lastLine: string, why: string }>}
 */
function watch(command, args, { env, limitMs }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'inherit'] });
    track(child);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      output = (output + text).slice(-1000);
    });
    const limit = setTimeout(() => child.kill('SIGTERM'), limitMs);
    /** @param {string} why */
    const finish = (why) => {
      clearTimeout(limit);
      resolve({ lastLine: output.trim().split('\n').at(-1) ?? '', why });
    };
    child.on('error', (error) => finish(error.message));
    child.on('close', (code, signal) => finish(`it ended with ${signal ?? `code ${code}`}`));
  });
}
