import { report } from './errors.js';
import { EXIT, worst } from './exit.js';
import type { Io } from './io.js';

/** Works on each file in order. One that fails is told and never stops the rest. */
export async function eachFile(
  io: Io,
  files: readonly string[],
  json: boolean,
  work: (file: string) => Promise<void>,
): Promise<number> {
  const codes: number[] = [];
  for (const file of files) {
    try {
      await work(file);
      codes.push(EXIT.done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw error;
      codes.push(await report(io, error, file, json));
    }
  }
  return worst(codes);
}
