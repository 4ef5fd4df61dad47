/** Tagged JSON of records with all that they hold, for `exact`. */

import { makerJson } from '../adapters/object.js';
import type { JsonObject } from '../json.js';
import { hexOf } from '../python/text.js';
import { KINDS, type KindTable } from './kinds.js';

/** What has no id even so: two records of one class or constant are as good as one. */
export const EXACT_WITHOUT_ID: ReadonlySet<string> = new Set(['const', 'global']);

export const EXACT_KINDS: KindTable = {
  ...KINDS,
  global: ({ module, name }) => ({ $: 'global', v: `${module}.${name}`, module }),
  object: makerJson,
  dtype(dtype, out) {
    const json: JsonObject = { $: 'dtype', type: dtype.type, byteOrder: dtype.byteOrder, itemsize: dtype.itemsize };
    if (dtype.unit) json['unit'] = { ...dtype.unit };
    if (dtype.aligned !== undefined) json['aligned'] = dtype.aligned;
    if (dtype.alignment !== undefined) json['alignment'] = dtype.alignment;
    if (dtype.fields) {
      json['fields'] = dtype.fields.map((field) => {
        const entry: JsonObject = { name: field.name, offset: field.offset };
        out.put(entry, 'dtype', field.dtype);
        if (field.title !== undefined) out.put(entry, 'title', field.title);
        return entry;
      });
    }
    if (dtype.subarray) {
      const subarray: JsonObject = { shape: [...dtype.subarray.shape] };
      out.put(subarray, 'base', dtype.subarray.base);
      json['subarray'] = subarray;
    }
    if (dtype.scalar) out.put(json, 'scalar', dtype.scalar);
    if (dtype.metadata !== undefined) out.put(json, 'metadata', dtype.metadata);
    return json;
  },
  ndarray(array, out) {
    const json: JsonObject = { $: 'ndarray', shape: [...array.shape], order: array.order };
    out.put(json, 'class', array.class);
    out.put(json, 'dtype', array.dtype);
    if (array.items) json['items'] = out.list(array.items);
    else json['hex'] = hexOf(array.data);
    if (array.readonly !== undefined) json['readonly'] = array.readonly;
    if (array.state !== undefined) out.put(json, 'state', array.state);
    return json;
  },
  npscalar(scalar, out) {
    const json: JsonObject = { $: 'npscalar' };
    out.put(json, 'dtype', scalar.dtype);
    json['hex'] = hexOf(scalar.data);
    if (scalar.value !== undefined) out.put(json, 'value', scalar.value);
    return json;
  },
};
