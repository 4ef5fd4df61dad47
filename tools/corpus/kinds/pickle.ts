/** pickle/**: any Python values, with what a loader has to be given beside the file. */

import type { PickleOptions } from '@brine/codec-pickle';
import { type PyValue, pyList } from '@brine/core';
import { RAISES } from '../inert.js';
import type { CorpusFile, Kind, Outcome } from '../kind.js';
import { openPickle } from '../read.js';
import { compareValue, outcomeOf, resolved, worst } from '../values.js';

export const pickle: Kind = {
  name: 'pickle',
  folders: /(?<!\/malicious)\/pickle(\/|$)/,
  async compare(file) {
    const encodings = ['latin1', 'bytes', 'ASCII'] as const;
    const given = encodings.filter(
      (encoding) =>
        `value_${encoding}` in file.sidecar ||
        `error_${encoding}` in file.sidecar ||
        `${encoding}_same_as_latin1` in file.sidecar,
    );
    if (given.length === 0) return compareOne(file, 'value', {});
    const outcomes: Outcome[] = [];
    for (const encoding of given) outcomes.push(await compareOne(file, keyOf(file, encoding), { encoding }));
    return worst(outcomes);
  },
};

function keyOf({ sidecar }: CorpusFile, encoding: string): string {
  if (`error_${encoding}` in sidecar) return `error_${encoding}`;
  return `value_${`${encoding}_same_as_latin1` in sidecar ? 'latin1' : encoding}`;
}

async function compareOne(file: CorpusFile, key: string, options: PickleOptions): Promise<Outcome> {
  const { sidecar } = file;
  const path = `${file.folder}/${file.name}`;
  const error = key.startsWith('error_') ? sidecar[key] : sidecar['loads'] === false ? sidecar['error'] : undefined;
  if (typeof error !== 'string') {
    const adapt = sidecar['persistent'] === true ? withPersistent : undefined;
    return outcomeOf(async () => compareValue(resolved(file, key), await load(file, options), path, adapt));
  }
  const outcome = await outcomeOf(() => load(file, options).then(() => ({ status: 'equal' })));
  if (outcome.status === 'failed') return { status: 'equal' };
  const entry = RAISES.find(({ files, error: text }) => files.test(path) && text.test(error));
  return entry
    ? { status: 'inert', names: [`raises: ${entry.reason}`] }
    : { status: 'different', at: '(root)', expected: error, actual: 'a value' };
}

async function load(file: CorpusFile, options: PickleOptions): Promise<PyValue> {
  const { sidecar, name } = file;
  const buffers = (sidecar['out_of_band'] as { file: string }[] | undefined)?.map((entry) => file.bytes(entry.file));
  const registered = sidecar['extensions'] as [module: string, name: string, code: number][] | undefined;
  const extensions =
    registered && Object.fromEntries(registered.map(([module, of, code]) => [code, `${module}.${of}`]));
  const opened = await openPickle(file.bytes(), name, {
    ...options,
    ...(buffers ? { buffers } : {}),
    ...(extensions ? { extensions } : {}),
  });
  return sidecar['multi'] === true ? pyList([...(await opened.values())]) : opened.view('value');
}

/** The unpickler of the sidecars made `{"persid": id}` of a persistent id. */
function withPersistent(tagged: unknown): unknown {
  if (Array.isArray(tagged)) return tagged.map(withPersistent);
  if (typeof tagged !== 'object' || tagged === null) return tagged;
  const node = tagged as Record<string, unknown>;
  if (node['$'] === 'persid') return { $: 'dict', v: [['persid', withPersistent(node['v'])]], id: node['id'] };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withPersistent(value)]));
}
