import { builtinModules } from 'node:module';
import noForeignInstanceof from './rules/no-foreign-instanceof.js';
import roomsRule from './rules/rooms.js';
import { rooms, street } from './street.js';

const plugin = { rules: { 'no-foreign-instanceof': noForeignInstanceof, rooms: roomsRule } };

const tests = ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.ts'];

const noVm = {
  regex: '^(node:)?vm(/|$)',
  message: 'Nothing out of a model file is ever run, so nothing here needs it.',
};
const noHost = {
  regex: '^@brine/core/host$',
  message: 'The host calls plugins; a plugin asks for what it needs through its context.',
};
const noBuiltin = {
  regex: `^(node:.*|(${builtinModules.filter((name) => !name.startsWith('_') && !name.startsWith('node:')).join('|')})(/.*)?)$`,
  message: 'This code has to run in a browser.',
};

/** Blocks of the flat config. A later block replaces the options of an earlier one, so each names all that it forbids. */
export const house = [
  {
    name: 'brine/all packages',
    files: ['packages/*/src/**/*.ts'],
    plugins: { brine: plugin },
    // no-implied-eval looks only at names that it is told are globals.
    languageOptions: { globals: { setTimeout: 'readonly', setInterval: 'readonly' } },
    rules: {
      'brine/no-foreign-instanceof': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-proto': 'error',
      ...forbidImports([noVm]),
    },
  },
  ...Object.entries(street).flatMap(([folder, rules]) => packageBlocks(folder, rules)),
  ...rooms.map(({ files, may, packages, why }) => ({
    name: `brine/room ${files[0]}`,
    files,
    ignores: tests,
    rules: { 'brine/rooms': ['error', { may, packages, why }] },
  })),
];

function packageBlocks(folder, { plugin: isPlugin = false, free = false, except = [] }) {
  const files = [`packages/${folder}/src/**/*.ts`];
  const always = isPlugin ? [noVm, noHost] : [noVm];
  return [
    { name: `brine/${folder}`, files, ignores: tests, rules: forbidImports(always) },
    ...(free
      ? [
          {
            name: `brine/${folder} without a platform`,
            files,
            ignores: [...tests, ...except.map((room) => `packages/${folder}/src/${room}/**`)],
            rules: {
              ...forbidImports([...always, noBuiltin]),
              'no-restricted-globals': [
                'error',
                ...[
                  'process',
                  'Buffer',
                  'global',
                  'require',
                  'module',
                  '__dirname',
                  '__filename',
                  'setImmediate',
                  'clearImmediate',
                ].map((name) => ({ name, message: noBuiltin.message })),
              ],
            },
          },
        ]
      : []),
  ];
}

/** `no-restricted-imports` does not see `import()`, nor `globalThis.x` and `import.meta.x`, which reach the same things. */
function forbidImports(patterns) {
  const free = patterns.includes(noBuiltin);
  return {
    'no-restricted-imports': ['error', { patterns }],
    'no-restricted-syntax': [
      'error',
      ...patterns.map(({ regex, message }) => ({
        selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`,
        message,
      })),
      ...(free
        ? [
            {
              selector:
                "MemberExpression[object.name='globalThis'][property.name=/^(process|Buffer|require|setImmediate)$/]",
              message: noBuiltin.message,
            },
            {
              selector: "MemberExpression[object.type='MetaProperty'][property.name=/^(dirname|filename)$/]",
              message: noBuiltin.message,
            },
          ]
        : []),
    ],
  };
}

/** The arrows of the street as constraints of `@nx/enforce-module-boundaries`; each package has the tag `pkg:<folder>`. */
export const arrows = Object.entries(street).map(([folder, { may }]) => ({
  sourceTag: `pkg:${folder}`,
  onlyDependOnLibsWithTags: may.includes('*') ? ['*'] : [folder, ...may].map((name) => `pkg:${name}`),
}));
