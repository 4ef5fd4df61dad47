/**
 * `pathlib`: a path is pickled as its parts; since Python 3.13 as the texts that it was made of, under another module name.
 * @see https://docs.python.org/3/library/pathlib.html
 */

import type { PyValue } from '../../contract/value.js';
import { stringRepr } from '../python/text.js';
import { type Adapter, adapter, shortName } from './adapter.js';

interface Path {
  readonly class: string;
  readonly text: string;
}

const CLASSES = ['PurePosixPath', 'PureWindowsPath', 'PosixPath', 'WindowsPath'];
const MODULES = ['pathlib', 'pathlib._local', 'pathlib2'];

const path = adapter<Path>({
  names: MODULES.flatMap((module) => CLASSES.map((name) => `${module}.${name}`)),
  read({ how, name, args }) {
    if (how !== 'call' || !args.every((part: PyValue) => typeof part === 'string')) return undefined;
    const parts = args as readonly string[];
    return { class: shortName(name), text: name.includes('Windows') ? windowsPath(parts) : posixPath(parts) };
  },
  tag: ({ class: name, text }) => ({ $: 'path', class: name, v: text }),
  js: ({ text }) => text,
  text: ({ class: name, text }) => `${name}(${stringRepr(text)})`,
});

/** `str(PurePosixPath(*parts))`: a part with a root starts anew, `.` and doubled slashes vanish. */
function posixPath(parts: readonly string[]): string {
  let joined = '';
  for (const part of parts)
    joined = part.startsWith('/') ? part : joined === '' || joined.endsWith('/') ? joined + part : `${joined}/${part}`;
  // POSIX gives two slashes at the start, and no other number of them, a meaning of its own.
  const root = /^\/\/(?!\/)/.test(joined) ? '//' : joined.startsWith('/') ? '/' : '';
  return root + tail(joined) || '.';
}

function tail(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** `str(PureWindowsPath(*parts))`. */
function windowsPath(parts: readonly string[]): string {
  let drive = '';
  let root = '';
  let rest = '';
  for (const part of parts) {
    const next = splitRoot(part.replaceAll('/', '\\'));
    if (next.root) {
      if (next.drive || !drive) drive = next.drive;
      [root, rest] = [next.root, next.rest];
    } else if (next.drive && next.drive.toLowerCase() !== drive.toLowerCase()) {
      ({ drive, root, rest } = next);
    } else {
      if (next.drive) drive = next.drive;
      rest = rest === '' || rest.endsWith('\\') ? rest + next.rest : `${rest}\\${next.rest}`;
    }
  }
  // A share without a root behind it still has one.
  if (drive.startsWith('\\\\') && root === '') root = '\\';
  return drive + root + tail(rest.replaceAll('\\', '/')).replaceAll('/', '\\') || '.';
}

/** Drive (`C:` or `\\server\share`), root and what follows. */
function splitRoot(path: string): { drive: string; root: string; rest: string } {
  const share = /^\\\\[^\\]+\\[^\\]+/.exec(path)?.[0];
  const drive = share ?? /^[^\\]:/.exec(path)?.[0] ?? '';
  const behind = path.slice(drive.length);
  const root = behind.startsWith('\\') ? '\\' : '';
  return { drive, root, rest: behind.slice(root.length) };
}

export const PATHS: readonly Adapter[] = [path];
