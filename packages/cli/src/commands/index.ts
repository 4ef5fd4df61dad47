/** The commands. Each is a file of its own, loaded when it is called. */

import type { CommandSpec } from '../command.js';

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<CommandSpec>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'inspect',
    summary: 'what a file is and holds: format, versions, tree, tensors, inputs and outputs',
    load: () => import('./inspect.js').then(({ inspect }) => inspect),
  },
  {
    name: 'dump',
    summary: 'the whole value of a file, to read or as JSON',
    load: () => import('./dump.js').then(({ dump }) => dump),
  },
  {
    name: 'dis',
    summary: 'the opcodes of a pickle, as CPython prints them',
    load: () => import('./dis.js').then(({ dis }) => dis),
  },
  {
    name: 'audit',
    summary: 'whether files are safe to load in Python: safe, dangerous, or not proven',
    load: () => import('./audit.js').then(({ audit }) => audit),
  },
  {
    name: 'convert',
    summary: 'writes a file in another format',
    load: () => import('./convert.js').then(({ convert }) => convert),
  },
  {
    name: 'predict',
    summary: 'runs the model in a file on rows',
    load: () => import('./predict.js').then(({ predict }) => predict),
  },
  {
    name: 'codecs',
    summary: 'the plugins that are installed, and those that could be',
    load: () => import('./codecs.js').then(({ codecs }) => codecs),
  },
];
