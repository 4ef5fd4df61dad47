import { containers } from '@brine/containers';
import { pickle, type PickleOptions } from '@brine/codec-pickle';
import { fromBytes, type PyValue } from '@brine/core';
import { createHost, type Opened } from '@brine/core/host';

const host = createHost([pickle, ...containers]);

/** Opens a pickle, compressed or not. */
export function openPickle(
  bytes: Uint8Array<ArrayBuffer>,
  name?: string,
  options: PickleOptions = {},
): Promise<Opened> {
  return host.open(fromBytes(bytes, name), { pickle: options });
}

/** The value of a pickle. */
export async function readPickle(bytes: Uint8Array<ArrayBuffer>): Promise<PyValue> {
  return (await openPickle(bytes)).view('value');
}
