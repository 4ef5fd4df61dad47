/**
 * The `brine` command.
 *
 * @packageDocumentation
 */
import { processIo } from './io.js';
import { main } from './main.js';

export type { Io } from './io.js';
export { main } from './main.js';

/** Runs the command line of this process: its arguments, streams and exit code. */
export async function run(): Promise<void> {
  // A reader that has gone is told to the writer; without a listener it would end the process with a trace.
  process.stdout.on('error', () => undefined);
  process.exitCode = await main(process.argv.slice(2), processIo());
}
