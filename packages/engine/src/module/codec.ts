import type { ByteSink, Codec, Context, EncodeViews, Note } from '@brine/core';
import { engineError } from '../errors.js';
import { declarations } from './declare.js';
import type { Files } from './head.js';
import type { ModuleOptions } from './options.js';
import { packProgram } from './pack.js';
import { sourceOf } from './source.js';
import { sourcesOf } from './stages.js';

export const codec: Codec<ModuleOptions> = {
  open() {
    return Promise.reject(
      engineError('unsupported', 'OPEN', 'a module is written, not read: it is code', {
        offset: 0,
        hint: 'Open the file that it was made from.',
      }),
    );
  },
  encode,
};

/**
 * Writes the module, and beside it its declarations, and its weights where they are wanted there. The same program gives the same bytes.
 */
async function encode(
  views: EncodeViews,
  sink: ByteSink,
  context: Context,
  { weights: where = 'inside' }: ModuleOptions,
): Promise<readonly Note[]> {
  const { signal } = context;
  signal?.throwIfAborted();
  if (where !== 'inside' && where !== 'beside')
    throw engineError('option', 'WEIGHTS', `weights are inside or beside, not ${JSON.stringify(where)}`);
  const program = await views.program?.();
  if (!program) throw engineError('encode', 'VIEW', 'a module holds a program, and there is none');
  const sources = await sourcesOf(program, context);
  const packed = await packProgram(program);
  const beside = where === 'beside';
  const files = sink.name === undefined ? {} : filesBeside(sink.name, beside);
  if (beside && files.weights === undefined)
    throw engineError('option', 'WEIGHTS', 'the weights have no place beside a module without a name', {
      hint: 'Write to a file.',
    });
  const encoder = new TextEncoder();
  for (const text of sourceOf(program, packed, sources, files)) {
    signal?.throwIfAborted();
    await sink.write(encoder.encode(text));
  }
  if (files.weights !== undefined) await (await sink.sibling(files.weights)).write(packed.weights);
  if (files.declarations === undefined) return [NO_DECLARATIONS];
  await (await sink.sibling(files.declarations)).write(encoder.encode(declarations(program, sources, beside)));
  return [];
}

function filesBeside(module: string, beside: boolean): Files {
  const stem = module.replace(/\.\w+$/, '');
  const declarations = stem + (module.endsWith('.mjs') ? '.d.mts' : '.d.ts');
  return { module, declarations, ...(beside ? { weights: `${stem}.bin` } : {}) };
}

const NO_DECLARATIONS: Note = {
  code: 'BRINE-ENGINE-DECLARATIONS',
  message: 'no declarations are written beside a module without a name',
};
