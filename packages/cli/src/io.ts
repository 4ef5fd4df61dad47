/** The process's streams, as much of them as commands use: tests hand in their own. */

export interface Io {
  /** Writes to standard output; settles when it was taken. */
  write(data: string | Uint8Array): Promise<void>;
  /** Writes to standard error. */
  say(text: string): void;
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>;
  /** Whether standard output takes colour. */
  readonly color: boolean;
  /** Whether somebody watches standard error: progress is shown then. */
  readonly watched: boolean;
  /** Folder that names of plugins and the configuration are looked up from. */
  readonly cwd: string;
}

/** Writes pieces of text to standard output, gathered into fewer and larger ones. */
export async function writeAll(io: Io, chunks: Iterable<string>): Promise<void> {
  let text = '';
  for (const chunk of chunks) {
    text += chunk;
    if (text.length < GATHERED) continue;
    await io.write(text);
    text = '';
  }
  if (text !== '') await io.write(text);
}

const GATHERED = 1 << 16;

/** The streams of this process. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  const plain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return {
    write: (data) =>
      new Promise((resolve, reject) => stdout.write(data, (error) => (error ? reject(error) : resolve()))),
    say: (text) => void stderr.write(text),
    async readStdin() {
      if (stdin.isTTY) stderr.write('reading from standard input (Ctrl-D ends it)\n');
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Buffer);
      const all = Buffer.concat(chunks);
      // A copy of its own: decoders make aligned views of it.
      return new Uint8Array(all);
    },
    color: stdout.isTTY && !plain,
    watched: stderr.isTTY && !plain,
    cwd: process.cwd(),
  };
}
