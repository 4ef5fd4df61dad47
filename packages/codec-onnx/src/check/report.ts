/** What a check finds, and where. */

import { offsetOf } from '../read/offset.js';

/** Something that onnx's checker would refuse. */
export interface CheckFinding {
  readonly message: string;
  /** As errors write it: `node[3].axis`, the name of an initializer. */
  readonly path: string;
  /** Byte offset of the record in the file; none for a model that was made. */
  readonly offset?: number;
}

/** More are not looked for. */
const MOST = 100;

export class Report {
  readonly findings: CheckFinding[] = [];

  add(record: object, path: string, message: string): void {
    if (this.isFull) return;
    const offset = offsetOf(record);
    this.findings.push({ message, path, ...(offset === undefined ? {} : { offset }) });
  }

  get isFull(): boolean {
    return this.findings.length >= MOST;
  }
}
