/**
 * A vitest environment like Node, except that Vite resolves and compiles for the client: Svelte's server runtime, which
 * the plain Node environment uses, has no reactivity to test. There is no DOM, because components are tested end to
 * end. Animation frames are emulated for as long as the process runs: a drawing may still wait for one when its test
 * has ended.
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
