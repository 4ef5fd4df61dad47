/** Rows as Parquet, by hyparquet where that is installed. */

import { CodecError } from '@brine/core';
import { type Cell, installCommand, type Rows } from '@brine/runtime';
import { inputError } from './errors.js';

/** A column in which pandas keeps an index that it was not asked to keep. */
const PANDAS_INDEX = /^__index_level_\d+__$/;

export async function readParquet(bytes: Uint8Array): Promise<Rows> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await hyparquet();
  const file = {
    byteLength: bytes.byteLength,
    slice: (start: number, end?: number) => bytes.slice(start, end).buffer as ArrayBuffer,
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    const columns = parquetSchema(metadata)
      .children.map(({ element }) => element.name)
      .filter((name) => !PANDAS_INDEX.test(name));
    const records = await parquetReadObjects({ file, metadata });
    return { columns, rows: records.map((record) => columns.map((name) => record[name] as Cell)) };
  } catch (error) {
    throw inputError(
      'malformed',
      `the Parquet file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function hyparquet() {
  try {
    return await import('hyparquet');
  } catch {
    throw new CodecError({
      codec: 'cli',
      code: 'BRINE-CLI-INSTALL',
      fault: 'unsupported',
      message: 'Parquet files need the package hyparquet',
      hint: installCommand(['hyparquet']),
    });
  }
}
