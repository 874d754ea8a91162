import { existsSync, lstatSync, mkdirSync, readlinkSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assertCanCompile, compile, nodeApiHeaders } from './compiler.mjs';
import { moveIntoPlace, remove, scratchFolder } from './files.mjs';
import { cacheRoot, nodeModules, platform, projectRoot, scripts } from './paths.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { run } from './processes.mjs';
import { ensure } from './steps.mjs';
import { tensorflowOn, wantedMembers } from './tensorflow-platforms.mjs';
import { assertCanFetchWheels, assertFreeSpace, downloadWheels, unpackWheel } from './wheels.mjs';

/** @import { Failure } from './problem.mjs' */
/** @import { StepReport } from './progress.mjs' */
/** @import { Setup } from './steps.mjs' */
/** @import { TensorflowPlatform } from './tensorflow-platforms.mjs' */

/**
 * tfjs-node-gpu's own install script fetches libtensorflow 2.9.1 from a storage host; that library is too old for
 * current GPUs and the host often refuses. The Python wheels of TensorFlow contain the same C libraries, up to date and
 * from a registry, and the package includes the sources of its addon, which is compiled here once, in about 8 s.
 */
export const tensorflowVersion = '2.21.0';
/** Of the package; the last number counts the changes to what is compiled with it. */
const bindingVersion = '4.22.0-2';
const package_ = join(nodeModules, '@tensorflow', 'tfjs-node-gpu');
const bindingLink = join(package_, 'lib', 'napi-v8', 'tfjs_binding.node');

/** @typedef {keyof typeof variants} Variant */
const variants = {
  cpu: { title: `native TensorFlow ${tensorflowVersion} (274 MB download)`, diskBytes: 1.8e9 },
  cuda12: { title: `native TensorFlow ${tensorflowVersion} with CUDA (3.2 GB download)`, diskBytes: 9e9 },
};
const cudaMembers = ['nvidia/*/lib/*', 'nvidia/cuda_nvcc/bin/ptxas', 'nvidia/cuda_nvcc/nvvm/libdevice/*'];
const dayMs = 86_400_000;
const stillWorks = 'everything, with training on the pure-JavaScript engine, which is many times slower';

/**
 * Installs the CUDA variant if there is an NVIDIA GPU; otherwise, or if that fails, the CPU variant.
 * @param {Setup} setup
 */
export async function ensureTensorflow(setup) {
  if (hasNvidiaDriver() && (await ensureVariant(setup, 'cuda12'))) return;
  if (await ensureVariant(setup, 'cpu')) delete setup.problems['tensorflow-cuda12'];
}

/**
 * Fetches the libraries alone, for an installed package, which contains the compiled addon.
 * @param {Setup} setup
 */
export function ensureTensorflowLibraries(setup) {
  const problem = {
    what: 'Native TensorFlow could not be fetched',
    stillWorks,
    again: 'latent-workbench fetch-tensorflow',
  };
  return ensure(setup, {
    name: 'tensorflow-libraries',
    title: variants.cpu.title,
    key: tensorflowVersion,
    required: true,
    isDone: () => existsSync(variantFolder('cpu')),
    async work(report) {
      const here = tensorflowOn(platform);
      if (here !== undefined) await fetchLibraries('cpu', here, report, problem);
    },
  });
}

/**
 * The folders that the loader must search for the current variant, because CUDA's libraries look for one another there.
 */
export function tensorflowLibraryFolders() {
  const folder = variantFolder('cuda12');
  if (linkedBinding() !== bindingFile('cuda12')) return [];
  return [
    'cublas',
    'cuda_cupti',
    'cuda_nvrtc',
    'cuda_runtime',
    'cudnn',
    'cufft',
    'curand',
    'cusolver',
    'cusparse',
    'nccl',
    'nvjitlink',
  ].map((name) => join(folder, 'nvidia', name, 'lib'));
}

/**
 * @param {Setup} setup
 * @param {Variant} variant
 */
function ensureVariant(setup, variant) {
  return ensure(setup, {
    name: `tensorflow-${variant}`,
    title: variants[variant].title,
    key: tensorflowVersion,
    isDone: () => linkedBinding() === bindingFile(variant) && existsSync(bindingFile(variant)),
    work: (report) => install(setup, variant, report),
  });
}

/**
 * @param {Setup} setup
 * @param {Variant} variant
 * @param {StepReport} report
 */
async function install(setup, variant, report) {
  const problem = {
    what:
      variant === 'cpu'
        ? 'Native TensorFlow could not be set up'
        : 'TensorFlow with CUDA could not be set up',
    stillWorks: variant === 'cpu' ? stillWorks : 'everything, with training on the CPU',
  };
  const here = tensorflowOn(platform);
  if (here === undefined)
    throw new SetupProblem({
      ...problem,
      why: `there is no ready-made library for ${platform}`,
      remedy: 'Nothing needs to be done; for speed, use a Linux machine with an x86-64 processor.',
    });
  assertCanCompile(here.compiler, problem);
  if (!existsSync(variantFolder(variant))) await fetchLibraries(variant, here, report, problem);
  if (!existsSync(bindingFile(variant))) {
    report.detail('compiling');
    await compileBinding(variant, here, problem);
  }
  report.detail('trying it');
  link(bindingFile(variant));
  await tryIt(setup, problem);
}

/**
 * @param {Variant} variant
 * @param {TensorflowPlatform} here
 * @param {StepReport} report
 * @param {Failure} problem
 */
async function fetchLibraries(variant, here, report, problem) {
  await assertCanFetchWheels(problem);
  const scratch = scratchFolder('tensorflow');
  await assertFreeSpace(scratch, variants[variant].diskBytes, problem);
  report.detail('downloading');
  const wheels = await downloadWheels(
    join(scripts, 'setup', variant === 'cpu' ? here.requirements : `requirements-${variant}.txt`),
    here.tags,
    scratch,
    problem,
  );
  const folder = join(scratch, 'unpacked');
  report.detail('unpacking');
  const members = [...wantedMembers(here), ...(variant === 'cpu' ? [] : cudaMembers)];
  for (const wheel of wheels) await unpackWheel(wheel, folder, members, problem);
  moveIntoPlace(folder, variantFolder(variant));
}

/**
 * @param {Variant} variant
 * @param {TensorflowPlatform} here
 * @param {Failure} problem
 */
async function compileBinding(variant, { compiler, libraries: names, linking }, problem) {
  const folder = variantFolder(variant);
  const libraries = join(folder, 'tensorflow');
  const draft = join(scratchFolder('binding'), 'tfjs_binding.node');
  await compile(
    compiler,
    [
      ...['-O2', '-fPIC', '-shared', '-std=c++17', '-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
      ...['-I', nodeApiHeaders, '-I', join(libraries, 'include')],
      // session-run.cc chooses the thread of a session's operations.
      '-DTF_SessionRun=SessionRunInChosenThread',
      ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => join(package_, 'binding', source)),
      join(scripts, 'setup', 'session-run.cc'),
      ...['-o', draft, ...names.map((name) => join(libraries, name)), ...linking],
    ],
    problem,
  );
  renameSync(draft, bindingFile(variant));
}

/**
 * Runs one operation in a separate process, because an unsuitable processor or a missing library may end the process.
 * @param {Setup} setup
 * @param {Failure} problem
 */
async function tryIt(setup, problem) {
  const tried = await run(setup.node, ['-e', smokeTest], { cwd: projectRoot, timeoutMs: 120_000 });
  if (tried.ok) return;
  remove(bindingLink);
  throw new SetupProblem({
    ...problem,
    why: `it does not run on this machine: ${tried.gaveUp || lastLines(tried.output) || `it ended with code ${tried.code}`}`,
    remedy: 'Nothing needs to be done; this is tried again in a day, or with: npm start -- --retry-setup',
    retryAfterMs: dayMs,
  });
}

// tfjs-node calls two functions that Node 23 removed from util.
const smokeTest = `
  const util = require('util');
  util.isNullOrUndefined ??= (value) => value == null;
  util.isArray ??= Array.isArray;
  const tf = require('@tensorflow/tfjs-node-gpu');
  const [sum] = tf.matMul([[1, 2]], [[3], [4]]).dataSync();
  process.exit(sum === 11 ? 0 : 1);
`;

/** Traces of the driver: on a bare machine, in a container, under WSL. nvidia-smi is not always installed. */
function hasNvidiaDriver() {
  const traces = ['/proc/driver/nvidia/version', '/dev/nvidiactl', '/usr/lib/wsl/lib/libcuda.so.1'];
  return platform === 'linux-x64' && traces.some((trace) => existsSync(trace));
}

/** @param {Variant} variant */
function variantFolder(variant) {
  return join(cacheRoot, 'tensorflow', `${tensorflowVersion}-${variant}`);
}

/**
 * The compiled addon; its libraries are in the folder `tensorflow` beside it.
 * @param {Variant} variant
 */
export function bindingFile(variant) {
  return join(variantFolder(variant), `tfjs_binding-${bindingVersion}.node`);
}

/**
 * A link, so that npm ci, which empties node_modules, does not cause another compilation.
 * @param {string} file
 */
function link(file) {
  mkdirSync(dirname(bindingLink), { recursive: true });
  const draft = `${bindingLink}.draft`;
  remove(draft);
  symlinkSync(file, draft);
  renameSync(draft, bindingLink);
}

function linkedBinding() {
  try {
    return lstatSync(bindingLink).isSymbolicLink() ? readlinkSync(bindingLink) : undefined;
  } catch {
    return undefined;
  }
}
