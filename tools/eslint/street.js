/**
 * The law of the street: which package may import which, and which must run in a browser. docs: CONTRIBUTING, architecture.
 * A package's own package.json declares what it does import; lint checks it against this table and against its code.
 *
 * - `may`: folder names of the packages that its source may import
 * - `plugin`: it is chosen and called by the host, and so must not import it
 * - `free`: its source needs no platform: no Node builtin, no Node global; `except` names the folders of its source that do
 */
export const street = {
  core: { may: [], free: true, except: ['node'] },
  zip: { may: ['core'], free: true },
  graph: { may: ['core'], free: true },
  pyfunc: { may: ['core', 'graph'], free: true },
  containers: { may: ['core'], plugin: true },
  'codec-pickle': { may: ['core'], plugin: true, free: true },
  'codec-joblib': { may: ['core', 'codec-pickle', 'containers'], plugin: true, free: true },
  'codec-dill': { may: ['core', 'codec-pickle'], plugin: true, free: true },
  'codec-torch': { may: ['core', 'codec-pickle', 'zip'], plugin: true, free: true },
  'codec-hdf5': { may: ['core', 'zip'], plugin: true, free: true, except: ['native'] },
  'codec-onnx': { may: ['core', 'graph'], plugin: true, free: true, except: ['engine'] },
  'codec-numpy': { may: ['core', 'zip'], plugin: true, free: true },
  'codec-safetensors': { may: ['core'], plugin: true, free: true },
  'codec-testkit': { may: ['core'], free: true },
  'convert-sklearn': { may: ['core', 'graph'], plugin: true, free: true },
  'convert-keras': { may: ['core', 'graph'], plugin: true, free: true },
  'convert-torch': { may: ['core', 'graph'], plugin: true, free: true },
  engine: { may: ['core', 'graph'], plugin: true, free: true },
  runtime: { may: ['core'], free: true, except: [] },
  server: { may: ['core', 'runtime'] },
  'create-codec': { may: [] },
  // These two compose: the command whatever is installed, the umbrella the common plugins.
  cli: { may: ['*'] },
  brine: { may: ['*'] },
};

/**
 * The rooms inside packages. A file in `files` may import, of its own package, only its own room and `may`; of other packages
 * only `packages`. Paths are relative to the package.
 */
export const rooms = [
  {
    files: ['packages/core/src/contract.ts', 'packages/core/src/contract/**/*.ts'],
    may: ['src/contract'],
    packages: [],
    why: 'The contract is the promise between packages; it depends on nothing.',
  },
  {
    files: ['packages/core/src/{errors,limits,rule}.ts'],
    may: ['src/contract', 'src/errors', 'src/limits'],
    packages: [],
    why: 'Errors and limits are used everywhere in core; they know only the contract.',
  },
  {
    files: ['packages/core/src/bytes/**/*.ts'],
    may: ['src/bytes', 'src/contract', 'src/errors', 'src/limits'],
    packages: [],
    why: 'Byte sources and sinks know only the contract.',
  },
  {
    files: ['packages/core/src/model/**/*.ts'],
    may: ['src/model', 'src/contract', 'src/errors', 'src/limits'],
    packages: [],
    why: 'The model is what every format means; it knows only the contract.',
  },
  {
    files: ['packages/core/src/node/**/*.ts'],
    may: ['src/node', 'src/bytes', 'src/contract', 'src/errors', 'src/limits'],
    packages: ['node:*'],
    why: 'Files are byte sources and sinks; they know nothing of models or of the host.',
  },
  {
    files: ['packages/core/src/host/**/*.ts'],
    may: ['src/host', 'src/model', 'src/bytes', 'src/contract', 'src/errors', 'src/limits', 'src/rule'],
    packages: [],
    why: 'The host runs in the browser too; it is handed its sources and sinks.',
  },
  {
    files: ['packages/core/src/index.ts'],
    may: ['src/model', 'src/bytes', 'src/contract', 'src/errors', 'src/limits', 'src/rule'],
    packages: [],
    why: 'What plugins import brings along neither the host (./host) nor the file system (./node).',
  },
  {
    files: ['packages/codec-*/src/spec/**/*.ts'],
    may: ['src/spec'],
    packages: [],
    why: "A format's numbers and tables depend on nothing.",
  },
];
