/** h5: raw HDF5 by h5py: the tree with every value. */

import { join } from 'node:path';
import { hdf5 as codec } from '@brine/codec-hdf5';
import { createHost } from '@brine/core/host';
import { fromFile } from '@brine/core/node';
import { hierarchyJson } from '../../../packages/cli/src/dump/hierarchy.js';
import { compareTagged } from '../compare.js';
import type { Kind } from '../kind.js';
import { outcomeOf } from '../values.js';

const host = createHost([codec]);

export const hdf5: Kind = {
  name: 'hdf5',
  folders: /\/h5(_\w+)?(\/|$)/,
  compare: (file) =>
    outcomeOf(async () => {
      const opened = await host.open(await fromFile(join(file.folder, file.name)));
      try {
        const { attrs, tree } = file.sidecar;
        const { difference } = compareTagged(
          { attrs, tree },
          await hierarchyJson(await opened.view('hierarchy'), false),
          file.path,
        );
        return difference ? { status: 'different', ...difference } : { status: 'equal' };
      } finally {
        await opened.close();
      }
    }),
};
