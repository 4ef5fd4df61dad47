/** `brine dump`: the whole value of a file. */

import { CodecError } from '@brine/core';
import type { Opened } from '@brine/core/host';
import type { JsonObject } from '@brine/core/values';
import type { CommandSpec } from '../command.js';
import { eachFile } from '../each-file.js';
import { writeJson } from '../json.js';
import { READING, type ReadingOptions } from '../reading.js';
import { openWorkspace } from '../workspace.js';

interface Options extends ReadingOptions {
  readonly json?: boolean;
  readonly full?: boolean;
  readonly plain?: boolean;
}

export const dump: CommandSpec<Options> = {
  description:
    'Prints the whole value of files: readable by default, as tagged JSON that keeps every Python type apart, or as plain JSON.\n' +
    'A file of tensors gives the tensors, a graph its nodes.',
  arguments: [['<file...>', 'files; - is standard input']],
  options: [
    { flags: '--json', description: 'print tagged JSON, a document a line; long data is collapsed to a hash' },
    { flags: '--full', description: 'collapse nothing' },
    { flags: '--plain', description: 'print plain JSON: tuples as lists, dicts as objects, arrays as nested lists' },
    ...READING,
  ],
  examples: [
    ['brine dump settings.pkl', 'to read'],
    ['brine dump --json --full model.joblib', 'every value with its type, nothing left out'],
    ['brine dump --plain settings.pkl', 'for programs that know no Python'],
  ],
  async run({ io, args, options }) {
    const workspace = await openWorkspace(io, options, ['codec']);
    return eachFile(io, args, options.json === true, async (file) => {
      const opened = await workspace.open(file);
      try {
        const { format } = opened.document;
        await writeJson(io, { file, format, ...(await contents(opened, options)) });
      } catch (error) {
        throw workspace.explain(error, file);
      } finally {
        await opened.close();
      }
    });
  },
};

/** What a file holds, in the form that suits it: a value, several, a graph, tensors. */
async function contents(opened: Opened, { full = false }: Options): Promise<JsonObject> {
  const { document } = opened;
  if (document.value) {
    const { toTagged } = await import('../dump/value.js');
    const values = (await opened.values()).map((value) => toTagged(value, { full }));
    return values.length === 1 ? { value: values[0]! } : { values };
  }
  if (document.graph) {
    const { graphSummary } = await import('../dump/graph.js');
    return { summary: graphSummary(await opened.view('graph'), await opened.inspect({ depth: 0 }), full) };
  }
  if (document.tensors) {
    const { tensorsJson } = await import('../dump/tensors.js');
    return { tensors: await tensorsJson(await opened.view('tensors'), full) };
  }
  throw new CodecError({
    codec: opened.codec,
    code: 'BRINE-CLI-DUMP',
    fault: 'unsupported',
    message: `there is nothing to dump in a ${document.format} file`,
  });
}
