// Preloaded into every process of the older Electron (with Node 16): globals that only Node 18 and later have.
const { Blob } = require('node:buffer');
const { webcrypto } = require('node:crypto');
const webStreams = require('node:stream/web');
const { deserialize, serialize } = require('node:v8');

const missing = {
  ...webStreams,
  Blob,
  crypto: webcrypto,
  FormData: class FormData {}, // only used with instanceof
  structuredClone: (/** @type {unknown} */ value) => deserialize(serialize(value)),
};
for (const [name, value] of Object.entries(missing)) {
  if (!(name in globalThis))
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

for (const name of ['dispose', 'asyncDispose']) {
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol.for(`Symbol.${name}`) });
}

if (!('withResolvers' in Promise)) {
  const withResolvers = () => {
    const deferred = {};
    const promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
    return Object.assign(deferred, { promise });
  };
  Object.defineProperty(Promise, 'withResolvers', {
    value: withResolvers,
    writable: true,
    configurable: true,
  });
}
