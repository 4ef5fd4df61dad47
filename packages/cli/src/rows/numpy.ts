/** Rows as numpy saves arrays: one in a .npy file, one or a model's inputs by name in an .npz archive. */

import type { CodecError } from '@brine/core';
import { type DenseTensor, fromBytes, type InputPort, isCodecError, type Tensor } from '@brine/core';
import type { Host } from '@brine/core/host';
import type { Rows } from '@brine/runtime';
import { codecsCalled, installHint, missingCodecs } from '../plugins/needs.js';
import { inputError } from './errors.js';

/** Reads by the numpy codec that the host has. @param id - `npy` or `npz` */
export const numpyReader =
  (id: 'npy' | 'npz') =>
  async (bytes: Uint8Array, inputs: readonly InputPort[], host: Host): Promise<Rows> => {
    if (!host.registry.codec(id)) {
      const hint = installHint(missingCodecs(codecsCalled(id)));
      throw inputError('unsupported', `rows in a .${id} file need the numpy codec`, hint);
    }
    try {
      const opened = await host.open(fromBytes(bytes), { codec: id });
      try {
        return await rowsOf(await opened.view('tensors'), inputs);
      } finally {
        await opened.close();
      }
    } catch (error) {
      throw isCodecError(error) ? ofRows(error) : error;
    }
  };

async function rowsOf(tensors: readonly Tensor[], inputs: readonly InputPort[]): Promise<Rows> {
  const byName = new Map(tensors.map((tensor) => [tensor.name ?? '', tensor]));
  const [only, ...more] = tensors;
  if (!only) throw inputError('unsupported', 'there is no array in it');
  if (more.length === 0) return readTensor(only);
  const named = inputs.map(({ name }) => byName.get(name));
  if (named.some((tensor) => tensor === undefined)) {
    throw inputError(
      'unsupported',
      `it has ${tensors.length} arrays (${[...byName.keys()].join(', ')}), and not one for each input of the model`,
      `Name them like the inputs: ${inputs.map(({ name }) => name).join(', ')}.`,
    );
  }
  const given: [string, DenseTensor][] = [];
  for (const tensor of named) given.push([tensor!.name ?? '', await readTensor(tensor!)]);
  return { inputs: Object.fromEntries(given) };
}

async function readTensor(tensor: Tensor): Promise<DenseTensor> {
  if (tensor.dtype === 'object') {
    throw inputError('unsupported', 'an array of Python objects is no rows', 'Save a plain array of numbers or text.');
  }
  return tensor.read();
}

/** What the codec says of the file, said of the rows. */
const ofRows = ({ fault, message, hint, at, cause }: CodecError): CodecError =>
  Object.assign(inputError(fault, message, hint, at.offset), { cause });
