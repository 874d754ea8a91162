/**
 * A vitest environment that is Node, except that Vite resolves and compiles for the client: Svelte's server runtime,
 * which the plain Node environment gets, has no reactivity to test. No DOM: components are tested end to end. Frames come
 * without being drawn, for as long as the process runs: a drawing may still wait for one when its test has ended.
 */
export default {
  name: 'svelte-client',
  viteEnvironment: 'client',
  /** @param {typeof globalThis} global */
  setup(global) {
    global.requestAnimationFrame = (draw) => Number(setTimeout(() => draw(global.performance.now()), 16));
    return { teardown() {} };
  },
};
