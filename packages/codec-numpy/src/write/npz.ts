import { isKind, type ByteSink, type Context, type EncodeViews, type Note, type PyValue } from '@brine/core';
import { zipWriter, type ZipMemberOptions } from '@brine/zip';
import { failure } from '../errors.js';
import type { NpzOptions } from '../options.js';
import { NPY_SUFFIX } from '../spec/archive.js';
import { pieceOfTensor, pieceOfValue, refusal, type Piece } from './pieces.js';

type Named = readonly [name: string, piece: Piece];

/** Writes arrays by name, byte for byte as `numpy.savez` does; compressed as `savez_compressed`. */
export async function encodeNpz(
  views: EncodeViews,
  sink: ByteSink,
  { signal, progress }: Context,
  options: NpzOptions,
): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  const method = methodOf(options.compress);
  const { named, notes } = await collect(views);
  const writer = zipWriter(sink, { codec: 'npz', zip64: true, ...method });
  for (const [i, [name, { header, data }]] of named.entries()) {
    signal?.throwIfAborted();
    await writer.add(name + NPY_SUFFIX, [header, await data()]);
    progress(i + 1, named.length, 'Writing arrays');
  }
  await writer.finish();
  return [...notes, ...named.flatMap(([, piece]) => piece.notes)];
}

function methodOf(compress: string | undefined): ZipMemberOptions {
  if (compress === undefined) return {};
  const [, level] = /^deflate(?::([1-9]))?$/.exec(compress) ?? [undefined, null];
  if (level === null) {
    throw failure({
      codec: 'npz',
      code: 'COMPRESS',
      fault: 'option',
      message: `There is no compression ${JSON.stringify(compress)}.`,
      hint: 'Compression of a .npz file is deflate, or deflate:LEVEL with a level from 1 to 9.',
    });
  }
  return {
    method: 'deflated',
    ...(level === undefined ? {} : { level: Number(level) as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 }),
  };
}

const ONLY_ARRAYS: Note = {
  code: 'BRINE-NUMPY-ONLY',
  message: 'Only the arrays of the value are kept, under the paths at which they lie in it.',
  loss: true,
};

/** The dict of arrays that the value is, as `savez(**value)` takes it, or one array, or a list or tuple of them; else the tensors. */
async function collect(views: EncodeViews): Promise<{ named: readonly Named[]; notes: readonly Note[] }> {
  const value = await views.value?.();
  const direct = value === undefined ? undefined : namedArrays(value);
  if (direct) return { named: direct, notes: [] };
  const tensors = await views.tensors?.();
  if (!tensors) throw refusal('npz', '', 'Only arrays, or a dict from str to arrays, can be written.');
  const named: Named[] = [];
  for (const [i, tensor] of tensors.entries())
    named.push([tensor.name ?? `arr_${i}`, await pieceOfTensor(tensor, 'npz')]);
  return {
    named,
    notes: value === undefined ? [] : [ONLY_ARRAYS],
  };
}

function namedArrays(value: PyValue): Named[] | undefined {
  const pairs: (readonly [name: PyValue, value: PyValue])[] = [];
  if (isKind(value, 'dict')) {
    for (let i = 0; i < value.entries.length; i += 2) pairs.push([value.entries[i]!, value.entries[i + 1]!]);
  } else {
    const items =
      isKind(value, 'tuple') || (isKind(value, 'list') && Array.isArray(value.items)) ? value.items : [value];
    for (let i = 0; i < items.length; i++) pairs.push([`arr_${i}`, items[i]!]);
  }
  const named: Named[] = [];
  for (const [name, one] of pairs) {
    if (typeof name !== 'string') return undefined;
    const piece = pieceOfValue(one, 'npz', name);
    if (!piece) return undefined;
    named.push([name, piece]);
  }
  return named;
}
