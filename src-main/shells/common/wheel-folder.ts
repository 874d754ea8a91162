import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { refusal } from '../../contract/error';
import type { TensorflowWheel } from '../../core/tensorflow-wheel';

const TIMEOUT_MS = 60_000;
/** The report of a package is a few kilobytes. */
const MAX_REPORT_BYTES = 4 * 1024 * 1024;

/**
 * Asks pip for the folder on the network that holds a wheel: index, proxy and certificates are those with which this user
 * installs Python packages. Nothing is installed.
 * @throws WorkbenchError `engine.not-fetched`
 */
export async function wheelFolder(wheel: TensorflowWheel, signal: AbortSignal): Promise<string> {
  const { requirement, python, platform, file } = wheel;
  const words = [
    ...['-m', 'pip', 'install', '--dry-run', '--report=-', '--quiet', '--disable-pip-version-check'],
    ...['--no-input', '--retries=1', '--ignore-installed', '--no-deps', '--only-binary=:all:'],
    // pip wants a target for other platforms; a dry run leaves it as it is.
    ...['--implementation=cp', `--python-version=${python}`, `--platform=${platform}`, '--target=.'],
    requirement,
  ];
  let report: string;
  try {
    const options = { signal, timeout: TIMEOUT_MS, maxBuffer: MAX_REPORT_BYTES };
    report = (await promisify(execFile)('python3', words, options)).stdout;
  } catch (error) {
    signal.throwIfAborted();
    const { code, stderr = '' } = error as NodeJS.ErrnoException & { stderr?: string };
    const isMissing = code === 'ENOENT' || /No module named pip|no such option/.test(stderr);
    throw isMissing ? notFetched('no-pip') : notFetched('offline');
  }
  const address = addressOf(report);
  if (address === null || posix.basename(address.pathname) !== file.name) throw notFetched('offline');
  return new URL('.', address).href;
}

const notFetched = (kind: 'no-pip' | 'offline') =>
  refusal('engine.not-fetched', { kind, tried: [], why: kind === 'no-pip' ? 'no-pip' : 'pip-finds-nothing' });

function addressOf(report: string): URL | null {
  try {
    const { install } = JSON.parse(report) as { install?: { download_info?: { url?: string } }[] };
    return new URL(install?.[0]?.download_info?.url ?? '');
  } catch {
    return null;
  }
}
