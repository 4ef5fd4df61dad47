import type { Value } from '@brine/graph';
import { ID } from '../read/index.js';
import { CodecError } from '@brine/core';
import type { Build } from './build.js';

/** Neighbouring columns of one type: a value of shape [rows, width]. */
export interface Block {
  readonly value: Value;
  readonly width: number;
}

/**
 * Rows of a table, as an estimator takes and a transformer gives them: columns of one type or of several (numbers and text),
 * held in blocks so that a matrix stays one value.
 */
export class Table {
  readonly width: number;
  #matrix: Value | undefined;

  constructor(
    readonly build: Build,
    readonly blocks: readonly Block[],
  ) {
    this.width = blocks.reduce((sum, { width }) => sum + width, 0);
  }

  /** A table that is one matrix. */
  static of(build: Build, value: Value, width: number): Table {
    return new Table(build, [{ value, width }]);
  }

  /** Tables side by side. */
  static join(build: Build, tables: readonly Table[]): Table {
    return new Table(
      build,
      tables.flatMap(({ blocks }) => blocks),
    );
  }

  /**
   * All columns as one matrix of floats: what nearly every estimator computes on.
   *
   * @throws CodecError `unsupported` when there is text among them
   */
  matrix(): Value {
    return (this.#matrix ??= this.build.concat(this.blocks.map((block) => this.build.toFloat(numeric(block)))));
  }

  /** All columns as one value of the type that they share, or of floats when they differ. */
  value(): Value {
    const [first, ...others] = this.blocks;
    const shared = first && others.every(({ value }) => value.dtype === first.value.dtype);
    return shared ? this.build.concat(this.blocks.map(({ value }) => value)) : this.matrix();
  }

  /** One column, shape [rows, 1], in its own type. */
  column(position: number): Value {
    return this.select([position]).blocks[0]!.value;
  }

  /** Columns by position, in the order given. */
  select(positions: readonly number[]): Table {
    const blocks: Block[] = [];
    let at = 0;
    while (at < positions.length) {
      const { block, start } = this.#find(positions[at]!);
      const offsets: number[] = [];
      while (at < positions.length) {
        const offset = positions[at]! - start;
        if (offset < 0 || offset >= block.width) break;
        offsets.push(offset);
        at++;
      }
      const whole = offsets.length === block.width && offsets.every((offset, i) => offset === i);
      blocks.push(whole ? block : { value: this.build.gather(block.value, offsets), width: offsets.length });
    }
    return new Table(this.build, blocks);
  }

  #find(position: number): { block: Block; start: number } {
    let start = 0;
    for (const block of this.blocks) {
      if (position >= start && position < start + block.width) return { block, start };
      start += block.width;
    }
    throw new CodecError({
      codec: ID,
      code: 'BRINE-SKLEARN-MALFORMED',
      fault: 'malformed',
      message: `column ${position} of a table of ${this.width} columns`,
    });
  }
}

function numeric({ value }: Block): Value {
  if (value.dtype !== 'str') return value;
  throw new CodecError({
    codec: ID,
    code: 'BRINE-SKLEARN-UNSUPPORTED',
    fault: 'unsupported',
    message: 'a column of text reaches a step that computes with numbers',
    hint: 'Encode the column (OneHotEncoder, OrdinalEncoder) in the step before.',
  });
}
