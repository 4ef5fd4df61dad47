/** `brine dump`: the whole value of a file. */

import { DEFAULT_LIMITS } from '@brine/core';
import type { CommandSpec } from '../command.js';
import { contentsOf } from '../dump/contents.js';
import { eachFile } from '../each-file.js';
import { printable } from '../errors.js';
import { writeAll } from '../io.js';
import { jsonLine, writeJson } from '../json.js';
import { styleOf } from '../print/style.js';
import { READING, type ReadingOptions } from '../reading.js';
import { openWarned } from '../verdict.js';
import { openWorkspace } from '../workspace.js';

interface Options extends ReadingOptions {
  readonly json?: boolean;
  readonly full?: boolean;
  readonly plain?: boolean;
}

/** Plain JSON writes what is shared wherever it is used: a few bytes can ask for more than any memory holds. `--limit items=N` raises it. */
const PLAIN_ITEMS = 1e7;

export const dump: CommandSpec<Options> = {
  description:
    'Prints the whole value of files: to read by default, as tagged JSON that keeps every Python type apart, or as plain JSON.\n' +
    'A file of tensors gives the tensors, a graph its nodes.',
  arguments: [['<file...>', 'files; - is standard input']],
  options: [
    { flags: '--json', description: 'print tagged JSON, a document a line; long data is collapsed to a hash' },
    { flags: '--plain', description: 'print plain JSON: tuples as lists, dicts as objects, arrays as nested lists' },
    { flags: '--full', description: 'collapse nothing' },
    ...READING,
  ],
  examples: [
    ['brine dump settings.pkl', 'to read'],
    ['brine dump --json --full model.joblib', 'every value with its type, nothing left out'],
    ['brine dump --plain settings.pkl', 'for programs that know no Python'],
  ],
  async run({ io, args, options }) {
    const { json = false, plain = false, full = false, limit } = options;
    const workspace = await openWorkspace(io, options, ['codec']);
    const style = styleOf(io.color);
    return eachFile(io, args, json, async (file) => {
      const opened = await openWarned(io, workspace, file);
      try {
        const contents = await contentsOf(opened);
        const { format } = opened.document;
        if (plain) {
          const documents = await contents.plain({ ...DEFAULT_LIMITS, items: PLAIN_ITEMS, ...limit });
          if (json)
            await writeJson(io, {
              file,
              format,
              ...(documents.length === 1 ? { value: documents[0] } : { values: documents }),
            });
          else for (const document of documents) await writeAll(io, await jsonLine(document));
        } else if (json) {
          await writeJson(io, { file, format, ...(await contents.tagged(full)) });
        } else {
          if (args.length > 1) await io.write(`${style.bold(`# ${printable(file)}`)}\n`);
          await writeAll(io, await contents.text(style, full));
        }
      } catch (error) {
        throw workspace.explain(error, file);
      } finally {
        await opened.close();
      }
    });
  },
};
