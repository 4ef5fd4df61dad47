/** `convert --verify`: what was written, read back and run beside the model that it was made of. */

import {
  type ByteSink,
  type ByteSource,
  CodecError,
  fromBytes,
  type MemorySink,
  type Program,
  toMemory,
  type View,
} from '@brine/core';
import type { Opened } from '@brine/core/host';
import { type OutputCheck, type Verification, verify } from '@brine/runtime';
import { printable } from './errors.js';
import { readFile } from './files.js';
import type { Io } from './io.js';
import { readRows } from './rows/input.js';
import type { Workspace } from './workspace.js';

/** A sink that also keeps what it is given: a file that has no name yet cannot be opened by it. */
export function copied(target: ByteSink): { readonly sink: ByteSink; source(): ByteSource } {
  const memory = toMemory();
  return { sink: both(target, memory), source: () => sourceOf(memory) };
}

const both = (target: ByteSink, memory: ByteSink): ByteSink => ({
  async write(chunk) {
    await memory.write(chunk);
    await target.write(chunk);
  },
  sibling: async (name) => both(await target.sibling(name), await memory.sibling(name)),
});

function sourceOf(memory: MemorySink): ByteSource {
  return Object.assign(fromBytes(memory.toBytes()), {
    sibling: (name: string) => {
      const beside = memory.siblings.get(name);
      return Promise.resolve(beside && sourceOf(beside));
    },
  });
}

/**
 * @param copy - what was written
 * @param input - file of rows; generated ones are taken without it
 * @throws CodecError `encode` when it does not predict as the model does, `unsupported` when no engine runs it
 */
export async function verifyCopy(
  io: Io,
  { host, settings }: Workspace,
  opened: Opened,
  copy: ByteSource,
  input: string | undefined,
): Promise<Verification> {
  const written = await host.open(copy, { limits: settings.limits ?? {} });
  try {
    const result = await written.view('program');
    const verification = await verify(result, await modelOf(opened, { host, settings }), {
      engines: host.registry.engines,
      context: host.context(settings),
      optionsOf: (id) => settings[id],
      ...(input === undefined ? {} : { rows: await readRows(await readFile(io, input), input, result.inputs, host) }),
    });
    if (!verification.agrees) throw refusal(verification);
    return verification;
  } finally {
    await written.close();
  }
}

const SOURCES: readonly View[] = ['value', 'keras', 'graph'];

/** The program of the model by its converter's own options: in the precision that the estimator computes in. */
async function modelOf(opened: Opened, { host, settings }: Pick<Workspace, 'host' | 'settings'>): Promise<Program> {
  const from = opened.document.program ? undefined : SOURCES.find((view) => opened.document[view]);
  return from ? host.context(settings).convert(from, await opened.view(from), 'program') : opened.view('program');
}

function refusal(verification: Verification): CodecError {
  const wrong = verification.engines.flatMap(({ id, outputs }) =>
    outputs.filter(({ agrees }) => !agrees).map((output) => `${outputName(output)} on ${id}: ${apart(output)}`),
  );
  const refused = verification.engines.map(({ id, refusal: reason }) => `${id}: ${reason}`);
  return new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-VERIFY',
    fault: 'encode',
    message: printable(
      wrong.length > 0
        ? `nothing was written, for it does not predict as the model does: ${wrong.join('; ')}`
        : `nothing was written, for no engine runs it: ${refused.join('; ')}`,
    ),
    hint: 'Leave out --verify to write it all the same, or try it on your own rows by --input.',
  });
}

/** What is told of a verification that went well. */
export function verificationText({ rows, reference, engines }: Verification): string {
  const lines = engines.map(({ id, refusal: reason, outputs }) => {
    if (reason !== undefined) return `  ${id}: not tried: ${reason}`;
    const worst = outputs.reduce((most, output) => (output.largest > most.largest ? output : most), outputs[0]!);
    return `  ${id}: ${apart(worst)} (${outputName(worst)}, row ${worst.row})`;
  });
  return printableLines([`verified: ${rows} rows, the model itself on ${reference}; largest difference:`, ...lines]);
}

const printableLines = (lines: readonly string[]): string => lines.map((line) => `${printable(line)}\n`).join('');

const outputName = ({ method, output }: OutputCheck): string => (method === output ? method : `${method} ${output}`);

function apart({ largest, row, otherLabels, tolerance }: OutputCheck): string {
  if (otherLabels > 0) return `${otherLabels} rows have other labels, the first is row ${row}`;
  if (largest === Infinity) return `row ${row} has no comparable number`;
  return largest === 0 ? 'none' : `${largest.toPrecision(2)} of the largest of its column, ${tolerance} is rounding`;
}
