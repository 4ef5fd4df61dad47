/** Names in marshalled code, as far as its bytes tell: they lie in it as plain text. */

import { base64 } from './keras-config.js';

const MODULES = new Set(
  'os posix nt subprocess pty commands socket ctypes shutil runpy pickle marshal importlib urllib requests builtins sys'.split(
    ' ',
  ),
);
const MEMBERS = new Set(
  `system popen execv execve execvp execl spawnl spawnv posix_spawn startfile fork remove unlink rmdir Popen run call check_call check_output
  getoutput getstatusoutput spawn create_connection CDLL rmtree run_path run_module loads import_module urlopen urlretrieve`.split(
    /\s+/,
  ),
);
const BUILTINS = new Set(['eval', 'exec', '__import__', 'compile']);

/**
 * Dangerous calls that code names: a module and one of its functions.
 *
 * @param text - base64 of marshalled code; anything else names nothing
 */
export function namesInCode(text: string): string[] {
  const bytes = base64(text);
  if (!bytes) return [];
  const names = textsIn(bytes);
  const members = [...names].filter((name) => MEMBERS.has(name));
  const found = [...names]
    .filter((name) => MODULES.has(name))
    .flatMap((module) => members.map((member) => `${module}.${member}`));
  return [
    ...found,
    ...[...names].filter((name) => BUILTINS.has(name) && members.length > 0).map((name) => `builtins.${name}`),
  ];
}

/** Types of short text in marshal: z and Z, with and without the mark of something that is referred to again. */
const SHORT_TEXT = new Set([0x7a, 0x5a, 0xfa, 0xda]);

/** Whatever looks like an identifier behind a type and a length; code of other versions is laid out otherwise, its texts are not. */
function textsIn(bytes: Uint8Array): Set<string> {
  const names = new Set<string>();
  for (let at = 0; at + 2 < bytes.length; at++) {
    if (!SHORT_TEXT.has(bytes[at]!)) continue;
    const text = String.fromCharCode(...bytes.subarray(at + 2, at + 2 + bytes[at + 1]!));
    if (/^[A-Za-z_]\w*$/.test(text)) names.add(text);
  }
  return names;
}
