/** What compiled code names, as far as its tables of names tell. */

import { isKind, type PyValue } from '@brine/core';
import { listed } from './danger.js';

/** A dangerous name in code, and what it does. */
export interface NamedCall {
  /** `module.name` */
  readonly name: string;
  readonly what: string;
}

/** Modules whose functions do not tell by their own name what they do. */
const MODULES =
  /^(?:os|posix|nt|subprocess|pty|commands|socket|ctypes|shutil|runpy|pickle|marshal|importlib|urllib(?:\.request)?|requests|http\.client)$/;

/**
 * Dangerous calls that the tables of names of a code object tell of: a module and one of its functions, both among the names.
 * A module alone proves nothing.
 *
 * @param args - of the call that builds it: names are tuples of text among them, the code of inner functions too
 */
export function callsIn(args: readonly PyValue[]): NamedCall[] {
  const found = new Map<string, NamedCall>();
  for (const table of tablesOf(args)) {
    for (const module of table) {
      if (!MODULES.test(module)) continue;
      for (const name of table) {
        const what = listed(module, name);
        if (what !== undefined && isExact(module, name))
          found.set(`${module}.${name}`, { name: `${module}.${name}`, what });
      }
    }
  }
  return [...found.values()];
}

/** Functions of those modules that are dangerous by themselves; `os.path` and constants are none. */
const DANGEROUS_MEMBERS = new Set(
  `system popen execv execve execvp execvpe execl execle execlp spawnl spawnv spawnlp spawnvp posix_spawn startfile fork remove unlink rmdir
  Popen run call check_call check_output getoutput getstatusoutput spawn socket create_connection CDLL dlopen cdll windll rmtree copyfile move
  run_path run_module loads load import_module urlopen urlretrieve`.split(/\s+/),
);

function isExact(module: string, name: string): boolean {
  return name !== module && DANGEROUS_MEMBERS.has(name);
}

function tablesOf(args: readonly PyValue[]): string[][] {
  const tables: string[][] = [];
  for (const value of args) {
    if (!isKind(value, 'tuple')) continue;
    const texts = value.items.filter((item): item is string => typeof item === 'string');
    if (texts.length > 0) tables.push(texts);
  }
  return tables;
}
