/**
 * How native TensorFlow is put together on a platform: the wheels that contain its C libraries, and the compiler of its
 * addon. Only linux-x64 was run; the others were compared with the lists of files in their wheels
 * (tensorflow-platforms.test.mjs).
 *
 * @typedef {object} TensorflowPlatform
 * @property {string} requirements the hashed list of wheels for the CPU
 * @property {readonly string[]} tags of wheels; several, because publishers name the same baseline differently
 * @property {readonly string[]} libraries in the folder `tensorflow` of the wheel
 * @property {string} compiler
 * @property {readonly string[]} linking makes the addon find the libraries in the folder beside it
 */

const ELF = {
  libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  compiler: 'g++',
  // Node loads a linked addon by its real path, so this is the cache's folder.
  linking: ['-Wl,-rpath,$ORIGIN/tensorflow'],
};

/** @type {Readonly<Record<string, TensorflowPlatform>>} */
const platforms = {
  'linux-x64': {
    ...ELF,
    requirements: 'requirements-cpu.txt',
    tags: ['manylinux_2_27_x86_64', 'manylinux2014_x86_64', 'manylinux2010_x86_64', 'manylinux1_x86_64'],
  },
  'linux-arm64': {
    ...ELF,
    requirements: 'requirements-other.txt',
    tags: ['manylinux_2_27_aarch64', 'manylinux2014_aarch64'],
  },
  'darwin-arm64': {
    requirements: 'requirements-other.txt',
    tags: ['macosx_12_0_arm64'],
    libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'],
    compiler: 'clang++',
    // Node's own functions are found when the addon is loaded.
    linking: ['-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/tensorflow'],
  },
};

/** Headers that the addon includes. */
const headers = [
  'tensorflow/include/tensorflow/c/*',
  'tensorflow/include/tensorflow/core/platform/ctstring*',
  'tensorflow/include/tsl/platform/ctstring*',
  'tensorflow/include/xla/tsl/c/*',
];

/**
 * @param {string} platform such as `linux-x64`
 * @returns {TensorflowPlatform | undefined}
 */
export function tensorflowOn(platform) {
  return Object.hasOwn(platforms, platform) ? platforms[platform] : undefined;
}

/**
 * The members of a wheel that the addon is compiled and linked with.
 * @param {TensorflowPlatform} platform
 */
export function wantedMembers({ libraries }) {
  return [...libraries.map((name) => `tensorflow/${name}`), ...headers];
}
