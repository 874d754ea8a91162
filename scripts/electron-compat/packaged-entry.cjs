// Loaded first by each entry of a package that ships this Electron (see ../packaging).
const { join } = require('node:path');
require('./runtime.cjs');
// An addon is a real file beside the archive.
process.env.LATENT_WORKBENCH_SQLITE_BINDING ??= join(__dirname, 'better_sqlite3.node').replace(
  /app\.asar(?=[\\/])/,
  'app.asar.unpacked',
);
// Run as Node, this Electron crashes within a few hundred compiled steps where TensorFlow uses its oneDNN kernels.
// Its windows do not, but the same seed must give the same numbers in both.
process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
