/**
 * Where the names of Python 3 live in Python 2: what `fix_imports` maps when protocols 0 to 2 are written. It is the table of reading
 * turned around, but for what is not mutual.
 * @see CPython, Lib/_compat_pickle.py (`REVERSE_IMPORT_MAPPING`, `REVERSE_NAME_MAPPING`)
 */

import { EXCEPTIONS, MODULES, NAMES } from '../../spec/python2.js';

const words = (table: string) => table.trim().split(/\s+/);

const turned = (table: string, one: ReadonlySet<string>): [string, string][] =>
  words(table)
    .map((row) => row.split('=') as [string, string])
    .filter(([old]) => !one.has(old))
    .map(([old, now]) => [now, old]);

const ONE_WAY = new Set(
  words(`
    CGIHTTPServer DocXMLRPCServer FileDialog SimpleDialog SimpleHTTPServer StringIO UserDict UserList UserString _elementtree
    cPickle cStringIO whichdb UserDict:UserDict __builtin__:basestring exceptions:StandardError socket:_socketobject
  `),
);

/** `new=old`: parts of a Python 2 module that have one of their own in Python 3. */
const BACK = `
  _functools:reduce=__builtin__:reduce tkinter.filedialog:FileDialog=FileDialog:FileDialog
  tkinter.filedialog:LoadFileDialog=FileDialog:LoadFileDialog tkinter.filedialog:SaveFileDialog=FileDialog:SaveFileDialog
  tkinter.simpledialog:SimpleDialog=SimpleDialog:SimpleDialog xmlrpc.server:ServerHTMLDoc=DocXMLRPCServer:ServerHTMLDoc
  xmlrpc.server:XMLRPCDocGenerator=DocXMLRPCServer:XMLRPCDocGenerator
  xmlrpc.server:DocXMLRPCRequestHandler=DocXMLRPCServer:DocXMLRPCRequestHandler
  xmlrpc.server:DocXMLRPCServer=DocXMLRPCServer:DocXMLRPCServer
  xmlrpc.server:DocCGIXMLRPCRequestHandler=DocXMLRPCServer:DocCGIXMLRPCRequestHandler
  http.server:SimpleHTTPRequestHandler=SimpleHTTPServer:SimpleHTTPRequestHandler
  http.server:CGIHTTPRequestHandler=CGIHTTPServer:CGIHTTPRequestHandler _socket:socket=socket:_socketobject
  builtins:ModuleNotFoundError=exceptions:ImportError
`;

/** Exceptions that Python 2 has no class for. */
const OS_ERRORS = `
  BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
  FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError
  ProcessLookupError TimeoutError
`;

/** Whether a name stands for something that Python 2 does not have, so that it comes back as another. */
export function isPython3Only(module: string, name: string): boolean {
  return module === 'builtins' && (name === 'ModuleNotFoundError' || osErrors.has(name));
}

const osErrors = new Set(words(OS_ERRORS));

const modules = new Map([
  ...turned(MODULES, ONE_WAY),
  ...['bz2', 'dbm', 'functools', 'gdbm', 'pickle'].map((name): [string, string] => [`_${name}`, name]),
]);

const names = new Map([
  ...turned(NAMES, ONE_WAY),
  ...words(EXCEPTIONS).map((name): [string, string] => [`builtins:${name}`, `exceptions:${name}`]),
  ...Array.from(osErrors, (name): [string, string] => [`builtins:${name}`, 'exceptions:OSError']),
  ...words(BACK).map((row) => row.split('=') as [string, string]),
]);

/** The name that Python 2 knows a global by. */
export function python2Name(module: string, name: string): readonly [module: string, name: string] {
  const moved = names.get(`${module}:${name}`);
  if (moved !== undefined) return moved.split(':') as [string, string];
  return [modules.get(module) ?? module, name];
}
