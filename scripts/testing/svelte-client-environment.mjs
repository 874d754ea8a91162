/**
 * A vitest environment that is Node, except that Vite resolves and compiles for the client: Svelte's server runtime,
 * which the plain Node environment gets, has no reactivity to test. No DOM: components are tested end to end.
 */
export default {
  name: 'svelte-client',
  viteEnvironment: 'client',
  setup: () => ({ teardown() {} }),
};
