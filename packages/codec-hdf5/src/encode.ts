/** Writing: a hierarchy as it is, a Keras model as `.h5`, tensors by their names. */

import type { Codec, Hierarchy, Tensor } from '@brine/core';
import { failure } from './errors.js';
import { legacyFile } from './keras/write-legacy.js';
import { writeHierarchy } from './write/file.js';
import { GroupMaker } from './write/make.js';

export const encodeHdf5: NonNullable<Codec['encode']> = async (views, sink, context) => {
  if (views.hierarchy) return writeHierarchy(await views.hierarchy(), sink, context);
  if (views.keras) {
    const { hierarchy, notes } = legacyFile(await views.keras());
    return [...notes, ...(await writeHierarchy(hierarchy, sink, context))];
  }
  if (views.tensors) return writeHierarchy(tensorsFile(await views.tensors()), sink, context);
  throw failure({
    code: 'VIEW',
    fault: 'encode',
    message: 'there is nothing that HDF5 could hold: no groups, no Keras model, no tensors',
    hint: 'Convert it to another format.',
  });
};

function tensorsFile(tensors: readonly Tensor[]): Hierarchy {
  const root = new GroupMaker();
  for (const [i, tensor] of tensors.entries()) root.dataset(tensor.name ?? String(i), tensor);
  return { root: root.group };
}
