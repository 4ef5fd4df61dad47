/**
 * Zip archives: read by ranges, written as Python or PyTorch write them, and examined for everything on which readers may differ.
 *
 * @packageDocumentation
 */
export { auditZip } from './audit/lazy.js';
export type { ZipAuditInit } from './audit/audit.js';
export { openZip } from './archive.js';
export type { ZipArchive } from './archive.js';
export type { Discrepancy, DiscrepancyKind } from './discrepancy.js';
export { examineZip } from './examine.js';
export type { Examination, ExamineSettings } from './examine.js';
export type { ZipMember, ZipSettings } from './member.js';
export type { Extent } from './read/local.js';
export { zip } from './plugin.js';
export { zipWriter } from './write/writer.js';
export type { ZipMemberOptions, ZipWriter, ZipWriterOptions } from './write/writer.js';
