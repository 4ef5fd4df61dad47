import { containers } from '@brine/containers';
import { joblib } from '@brine/codec-joblib';
import { pickle } from '@brine/codec-pickle';
import { fromBytes } from '@brine/core';
import { createHost } from '@brine/core/host';

const host = createHost([pickle, joblib, ...containers]);

export async function audit(bytes: Uint8Array, name: string): Promise<string> {
  let verdict = 'safe';
  for await (const { effect, message } of host.audit(fromBytes(bytes, name)))
    if (effect !== 'none') verdict = `${effect}: ${message}`;
  return verdict;
}

export async function decode(bytes: Uint8Array, name: string): Promise<void> {
  await (await host.open(fromBytes(bytes, name))).view('value');
}
