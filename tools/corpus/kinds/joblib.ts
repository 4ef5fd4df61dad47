/** joblib, joblib_*: what joblib.dump and numpy.save wrote. */

import { joblib as codec } from '@brine/codec-joblib';
import { npy, npz } from '@brine/codec-numpy';
import { pickle } from '@brine/codec-pickle';
import { createHost } from '@brine/core/host';
import { fromFile } from '@brine/core/node';
import type { Kind } from '../kind.js';
import { compareValue, outcomeOf, resolved } from '../values.js';

const host = createHost([codec, pickle, npy, npz]);

export const joblib: Kind = {
  name: 'joblib',
  folders: /\/joblib(_[^/]*)?(\/|$)/,
  compare: (file) =>
    outcomeOf(async () => {
      const path = `${file.folder}/${file.name}`;
      const source = await fromFile(path);
      try {
        const opened = await host.open(source);
        return compareValue(resolved(file, 'value'), await opened.view('value'), path);
      } finally {
        await source.close?.();
      }
    }),
};
