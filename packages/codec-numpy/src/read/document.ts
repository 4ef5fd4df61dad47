import { pyDict, type Context, type Document, type PyValue, type Tensor } from '@brine/core';
import type { Id } from '../errors.js';
import { infoOf, tensorOf, valueOf, type StoredNpy } from './array.js';

/** What both kinds of file offer: of a .npy the array, of a .npz a dict of them. Headers were read; data are when they are asked for. */
export function openDocument(
  id: Id,
  list: () => Promise<readonly StoredNpy[]>,
  version: (arrays: readonly StoredNpy[]) => string | undefined,
  context: Context,
): Document {
  const isArchive = id === 'npz';
  return {
    format: id,
    async inspect() {
      const arrays = await list();
      const written = version(arrays);
      return {
        format: id,
        ...(written === undefined ? {} : { version: written }),
        root: isArchive ? 'dict' : 'numpy.ndarray',
        tensors: arrays.map(infoOf),
      };
    },
    async value() {
      const entries: PyValue[] = [];
      for (const array of await list()) {
        const value = await valueOf(array, id, context);
        if (!isArchive) return value;
        entries.push(array.name!, value);
      }
      return pyDict(entries);
    },
    async tensors() {
      const tensors: Tensor[] = [];
      for (const array of await list()) {
        const tensor = tensorOf(array, context);
        if (tensor) tensors.push(tensor);
        else {
          context.note({
            code: 'BRINE-NUMPY-DTYPE',
            message: `an array of dtype ${infoOf(array).dtype} is no tensor, and is left out`,
            loss: true,
            path: array.name ?? '',
          });
        }
      }
      return tensors;
    },
    close: () => Promise.resolve(),
  };
}
