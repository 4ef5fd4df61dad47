import type { ByteSource, Context } from '@brine/core';
import type { Dialect } from '../build/dialect.js';
import type { PickleOptions } from '../options.js';

/** What {@link pickleDocument} needs of a codec whose files are pickles. */
export interface PickleDocumentInit {
  /** Format id of the document, and the codec's id in errors. */
  readonly format: string;
  readonly source: ByteSource;
  readonly context: Context;
  readonly options?: PickleOptions;
  readonly dialects?: readonly Dialect[];
}
