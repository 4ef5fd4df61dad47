/** The files that an audit is of. */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of tools, whose files nobody loads. */
const SKIPPED: ReadonlySet<string> = new Set(['.git']);

/**
 * Names of files, those of folders in order. A link to a folder is not followed.
 *
 * @param name - of a file, of a folder that is walked, or `-`
 */
export async function* filesOf(name: string): AsyncGenerator<string> {
  // A name that cannot be looked at is told of where it is opened.
  const isFolder =
    name !== '-' &&
    (await stat(name).then(
      (about) => about.isDirectory(),
      () => false,
    ));
  if (!isFolder) {
    yield name;
    return;
  }
  const queue = [name];
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
    if (!entries) {
      yield folder;
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const below: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) below.push(path);
      else if (entry.isFile() || entry.isSymbolicLink())
        if (!(await isFolderLink(path, entry.isSymbolicLink()))) yield path;
    }
    queue.unshift(...below);
  }
}

async function isFolderLink(path: string, isLink: boolean): Promise<boolean> {
  return (
    isLink &&
    (await stat(path).then(
      (about) => about.isDirectory(),
      () => false,
    ))
  );
}
