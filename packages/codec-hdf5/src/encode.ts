/** Writing: a hierarchy as it is, a Keras model as `.h5`, tensors by their names. */

import type { Codec, Hierarchy, Note, Tensor } from '@brine/core';
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
  if (views.tensors) {
    const { hierarchy, notes } = tensorsFile(await views.tensors());
    return [...notes, ...(await writeHierarchy(hierarchy, sink, context))];
  }
  throw failure({
    code: 'VIEW',
    fault: 'encode',
    message: 'there is nothing that HDF5 could hold: no groups, no Keras model, no tensors',
    hint: 'Convert it to another format.',
  });
};

/** Elements that no tensor holds are left out. */
function tensorsFile(tensors: readonly Tensor[]): { hierarchy: Hierarchy; notes: Note[] } {
  const root = new GroupMaker();
  const notes: Note[] = [];
  for (const [i, tensor] of tensors.entries()) {
    const path = tensor.name ?? String(i);
    if (tensor.dtype !== 'object') root.dataset(path, tensor);
    else
      notes.push({
        code: 'BRINE-HDF5-LOST',
        message: 'it is left out: no tensor holds its elements',
        loss: true,
        path,
      });
  }
  return { hierarchy: { root: root.group }, notes };
}
