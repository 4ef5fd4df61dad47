/**
 * The pickle machine, for codecs whose files are pickles with something added: the public subpath `@brine/codec-pickle/vm`. What
 * they write with is in `@brine/codec-pickle/write`, so that reading costs none of it.
 *
 * @packageDocumentation
 */
export type { Dialect } from './build/dialect.js';
export { auditPickle } from './audit/lazy.js';
export type { PickleAuditInit } from './audit/audit.js';
export { arrayOf } from './build/ndarray.js';
export type { Origin, Reducer, Run } from './build/reducers.js';
export { ValueBackend } from './build/values.js';
export { pickleDocument } from './inspect/heard.js';
export type { PickleDocumentInit } from './inspect/document.js';
export type { PickleOptions } from './options.js';
export type { Backend, RawCursor } from './read/backend.js';
export { Cursor } from './read/cursor.js';
export { Machine } from './read/machine.js';
export type { MachineOptions } from './read/state.js';
export { Memo } from './read/memo.js';
export { mapBytes } from './read/unread.js';
export { OPCODES } from './spec/opcodes.js';
export type { ArgumentKind, Opcode } from './spec/opcodes.js';
export { sniffPickle } from './sniff.js';
