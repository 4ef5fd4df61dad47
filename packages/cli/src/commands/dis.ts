/** `brine dis`: the opcodes of a pickle, as CPython's pickletools prints them. */

import { CodecError, type DisassembledLine, isCodecError } from '@brine/core';
import type { Opened } from '@brine/core/host';
import type { CommandSpec } from '../command.js';
import { eachFile } from '../each-file.js';
import { printable } from '../errors.js';
import { writeJson } from '../json.js';
import type { Io } from '../io.js';
import { READING, type ReadingOptions } from '../reading.js';
import { openWorkspace, type Workspace } from '../workspace.js';

interface Options extends ReadingOptions {
  readonly json?: boolean;
}

export const dis: CommandSpec<Options> = {
  description:
    'Prints the opcodes of pickles with their offsets and arguments, one a line, as "python -m pickletools" prints them, and says\n' +
    'where the stack or the memo is misused. Of a file with several pickles all are printed, and of joblib files those in the file too.',
  arguments: [['<file...>', 'files; - is standard input']],
  options: [{ flags: '--json', description: 'print a JSON document a line' }, ...READING],
  examples: [
    ['brine dis model.pkl', 'what a pickle does when it is loaded'],
    ['brine dis --json model.joblib.gz', 'as JSON, also of what is compressed'],
  ],
  async run({ io, args, options }) {
    const again = keepingStdin(io);
    const workspace = await openWorkspace(again, options, ['codec']);
    const json = options.json === true;
    return eachFile(io, args, json, async (file) => {
      const opened = await openAnyhow(workspace, file);
      try {
        const { disassemble, format } = opened.document;
        if (!disassemble) throw noOpcodes(format);
        const lines = disassemble.call(opened.document);
        if (json) {
          await writeJson(io, { file, format, lines: await gathered(lines) });
        } else {
          if (args.length > 1) await io.write(`==> ${printable(file)} <==\n`);
          await print(io, lines);
        }
      } catch (error) {
        throw workspace.explain(error, file);
      } finally {
        await opened.close();
      }
    });
  },
};

/** A file that cannot be read has opcodes all the same, up to what is wrong with it. */
async function openAnyhow({ host, open, settings }: Workspace, file: string): Promise<Opened> {
  try {
    return await open(file);
  } catch (error) {
    if (!isCodecError(error) || !['malformed', 'unsupported', 'limit'].includes(error.fault)) throw error;
    try {
      const ids = host.registry.codecs.map(({ descriptor }) => descriptor.id);
      return await open(file, Object.fromEntries(ids.map((id) => [id, { ...(settings[id] as object), defer: true }])));
    } catch {
      throw error;
    }
  }
}

function keepingStdin(io: Io): Io {
  let read: Promise<Uint8Array> | undefined;
  return { ...io, readStdin: () => (read ??= io.readStdin()) };
}

/** What was printed stays when something is wrong behind it. */
async function print(io: Io, lines: AsyncIterable<DisassembledLine>): Promise<void> {
  let text = '';
  try {
    for await (const { line } of lines) {
      text += `${line}\n`;
      if (text.length < GATHERED) continue;
      await io.write(text);
      text = '';
    }
  } finally {
    if (text !== '') await io.write(text);
  }
}

const GATHERED = 1 << 16;

async function gathered(lines: AsyncIterable<DisassembledLine>): Promise<DisassembledLine[]> {
  const all: DisassembledLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

function noOpcodes(format: string): CodecError {
  return new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-DIS',
    fault: 'unsupported',
    message: `a file of format ${format} has no opcodes`,
    hint: 'Pickles have, and what is made of them (joblib, dill, PyTorch). See: brine inspect',
  });
}
