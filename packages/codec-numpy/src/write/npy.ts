import type { ByteSink, Context, EncodeViews, Note } from '@brine/core';
import { pieceOfTensor, pieceOfValue, refusal, type Piece } from './pieces.js';

/** Writes one array, byte for byte as `numpy.save` does. */
export async function encodeNpy(views: EncodeViews, sink: ByteSink, { signal }: Context): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  const { header, data, notes } = await single(views);
  // Read before anything is written, so that a failure leaves nothing.
  const bytes = await data();
  await sink.write(header);
  await sink.write(bytes);
  return notes;
}

async function single(views: EncodeViews): Promise<Piece> {
  const value = await views.value?.();
  const piece = value === undefined ? undefined : pieceOfValue(value, 'npy', '');
  if (piece) return piece;
  const tensors = await views.tensors?.();
  if (tensors?.length !== 1) throw refusal('npy', '', 'Only one array can be written; several go into a .npz file.');
  const only = await pieceOfTensor(tensors[0]!, 'npy');
  const message = 'Only the array in the value is kept.';
  return value === undefined
    ? only
    : { ...only, notes: [...only.notes, { code: 'BRINE-NUMPY-ONLY', message, loss: true }] };
}
