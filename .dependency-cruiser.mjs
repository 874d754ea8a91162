/**
 * Who may import whom. One direction: contract ← models, engine, evaluation, datasets, downloads, store ← jobs, core ← shells;
 * the renderer sees the contract and presentation. A folder not named here may be imported by the shells only.
 */
const mayImport = {
  contract: [],
  presentation: ['contract'],
  images: ['contract', 'presentation'],
  engine: ['contract'],
  evaluation: ['contract', 'engine'],
  datasets: ['contract', 'images'],
  store: ['contract'],
  downloads: ['contract', 'datasets'],
  models: ['contract', 'engine'],
  latent: ['contract', 'evaluation'],
  reports: ['contract', 'presentation', 'images', 'store'],
  exports: ['contract', 'presentation', 'engine', 'evaluation', 'datasets', 'images', 'store', 'reports'],
  jobs: [
    'contract',
    'models',
    'engine',
    'evaluation',
    'latent',
    'datasets',
    'downloads',
    'images',
    'exports',
  ],
  core: [
    'contract',
    'presentation',
    'models',
    'evaluation',
    'datasets',
    'store',
    'images',
    'reports',
    'exports',
  ],
  fleet: ['contract', 'core', 'datasets'],
};

/** The same within the renderer: what is drawn may know what it shows, not the other way round. */
const mayImportInRenderer = {
  pure: [],
  transport: [],
  state: ['pure', 'transport'],
  parts: ['pure', 'transport', 'state'],
  views: ['pure', 'transport', 'state', 'parts'],
};

const hints = {
  presentation:
    'What a person sees of values is computed once, for the window and the report: it knows the contract alone, and draws nothing.',
  contract: 'The contract is what every part agrees on: it must not depend on any of them.',
  engine: 'The engine trains whatever it is given: pass the model or the data in from the job.',
  models: 'A model is described with the engine and the contract only: the job brings it its data.',
  core: 'The core knows a store and a job host (jobs/protocol.ts, types only): inject the rest from a shell.',
  fleet:
    'Runs on other machines reach the core through its interface in core/fleet.ts, and data folders not at all.',
  jobs: 'A job is a process of its own: what it needs of the core reaches it by its protocol, and only exports read the store.',
};

/** Tests, what they are held to, and what they work with. */
const tests = '\\.test\\.ts$|^src-main/[^/]+/reference/|^src-(main|renderer)/testing/';

/** Single files, free of what their folder needs. */
const exceptions = {
  core: '^src-main/jobs/protocol\\.ts$',
  fleet: '^src-main/jobs/protocol\\.ts$',
  presentation: '^src-main/evaluation/histograms\\.ts$',
};

const layers = Object.entries(mayImport).map(([layer, allowed]) => ({
  name: `${layer}-imports-only-${allowed.join('-and-') || 'itself'}`,
  severity: 'error',
  comment:
    hints[layer] ??
    `src-main/${layer} may import ${allowed.map((name) => `src-main/${name}`).join(', ') || 'nothing else of src-main'}. Move the shared part down, or pass it in.`,
  from: { path: `^src-main/${layer}/`, pathNot: tests },
  to: {
    path: '^src-main/',
    pathNot: [`^src-main/(${[layer, ...allowed].join('|')})/`].concat(exceptions[layer] ?? []),
  },
}));

const rendererLayers = Object.entries(mayImportInRenderer).map(([layer, allowed]) => ({
  name: `renderer-${layer}-imports-only-${allowed.join('-and-') || 'itself'}`,
  severity: 'error',
  comment: `Within src-renderer, ${layer} may import ${allowed.join(', ') || 'nothing else'}: move the shared part down, or pass it in.`,
  from: { path: `^src-renderer/${layer}/`, pathNot: tests },
  to: { path: '^src-renderer/', pathNot: `^src-renderer/(${[layer, ...allowed].join('|')})/` },
}));

const shellLayers = ['common', 'electron', 'node'].map((shell) => ({
  name: `shell-${shell}-knows-no-other-shell`,
  severity: 'error',
  comment: 'What two shells need belongs in src-main/shells/common.',
  from: { path: `^src-main/shells/${shell}/`, pathNot: tests },
  to: { path: '^src-main/shells/', pathNot: `^src-main/shells/(common|${shell})/` },
}));

const ownedPackages = [
  [
    'only-the-electron-shell-imports-electron',
    '^src-main/shells/electron/',
    '^electron$',
    'The core runs without Electron too: give it what you need through its host interface.',
  ],
  [
    'only-the-store-imports-better-sqlite3',
    '^src-main/store/',
    '^better-sqlite3$',
    'SQL lives in src-main/store, one file per table: add a function there.',
  ],
  [
    'only-the-fleet-imports-nats',
    '^src-main/fleet/',
    '^@nats-io/',
    'Runs on other machines are src-main/fleet: the core knows the interface in core/fleet.ts.',
  ],
  [
    'only-downloads-import-undici',
    '^src-main/downloads/',
    '^undici$',
    'Nothing is fetched but what a person asks for, and only by src-main/downloads.',
  ],
  [
    'only-the-engine-imports-tensorflow',
    '^src-main/engine/',
    '^@tensorflow/',
    'Import tf from src-main/engine: it chooses the backend, and there must be one copy.',
  ],
].map(([name, owner, packageName, comment]) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(src-main|src-renderer)/', pathNot: [owner, tests] },
  to: { path: [packageName, `node_modules/${packageName.replace(/[\^$]/g, '')}`] },
}));

export default {
  forbidden: [
    ...layers,
    ...rendererLayers,
    ...shellLayers,
    ...ownedPackages,
    {
      name: 'core-knows-no-transport',
      severity: 'error',
      comment:
        "The core is the same under a window, a web server and a command line: how calls arrive is the shell's business.",
      from: {
        path: '^src-main/(core|store|models|engine|evaluation|datasets|reports|images|presentation|contract)/',
        pathNot: tests,
      },
      to: { path: ['^(node:)?(http|https|http2|net)$', 'node_modules/ws/'] },
    },
    {
      name: 'evaluation-knows-the-engine-in-one-file',
      severity: 'error',
      comment:
        'Metrics are functions on arrays: what they need of the engine is in src-main/evaluation/engine.ts.',
      from: {
        path: '^src-main/evaluation/',
        pathNot: [tests, '^src-main/evaluation/engine\\.ts$'],
      },
      to: { path: '^src-main/engine/' },
    },
    {
      name: 'store-for-reports-is-types-only',
      severity: 'error',
      comment:
        'A report is made from rows it is given: import the row types, not the functions that read them.',
      from: { path: '^src-main/reports/', pathNot: tests },
      to: { path: '^src-main/store/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'job-protocol-is-types-only-in-core',
      severity: 'error',
      comment: 'Jobs run in other processes: the core shares its message types, no code.',
      from: { path: '^src-main/core/', pathNot: tests },
      to: { path: '^src-main/jobs/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-sees-only-contract-and-presentation',
      severity: 'error',
      comment:
        'The renderer runs in a browser: it may import src-main/contract, src-main/presentation and itself.',
      from: { path: '^src-renderer/', pathNot: tests },
      to: { path: '^(src-main|scripts|e2e)/', pathNot: '^src-main/(contract|presentation)/' },
    },
    {
      name: 'renderer-uses-no-node',
      severity: 'error',
      comment: 'There is no Node in the renderer: ask the core through the transport.',
      from: { path: '^src-renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'main-never-imports-the-renderer',
      severity: 'error',
      comment: 'What both need belongs in src-main/contract.',
      from: { path: '^src-main/' },
      to: { path: '^(src-renderer|scripts|e2e)/', pathNot: '^scripts/datasets/' },
    },
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      comment:
        'Tests, and testing/ with their doubles and fixtures, are no part of the product: move what is shared out.',
      from: { path: '^(src-main|src-renderer)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Two modules that need each other are one module, or hide a third: move the shared part out.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      severity: 'error',
      comment: 'Nothing imports this file: delete it, or import it where it is needed.',
      from: { orphan: true, pathNot: ['\\.d\\.(ts|mts)$', tests, '\\.config\\.(ts|mjs)$'] },
      to: {},
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      comment: 'The import leads nowhere: a wrong path, or a package missing from package.json.',
      from: {},
      // Assets and text are found by the build, which fails without them.
      to: { couldNotResolve: true, pathNot: '\\?(asset|raw)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default'],
      extensions: ['.ts', '.svelte', '.mjs', '.js', '.json'],
    },
  },
};
