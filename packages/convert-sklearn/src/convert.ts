import {
  CodecError,
  type Context,
  type Dimension,
  isKind,
  limitError,
  type Note,
  type OpaqueStage,
  type Port,
  type PyObject,
} from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from './build/build.js';
import { type Fitted, guarded, locate, stageOf } from './build/index.js';
import type { Entry, InputSpec, Scope } from './build/scope.js';
import type { Table } from './build/table.js';
import { defaultInput, describe, Estimator, ID, malformed, type Part, unsupported } from './read/index.js';
import { findEntry, type Registry, whyNot } from './registry.js';
import type { Preparation } from './build/stage.js';

/** Estimators within estimators: deeper than anyone nests, far from the end of the stack. */
const MAX_DEPTH = 100;
/** Estimators in one model, counting one that is shared as often as it is used. */
const MAX_ESTIMATORS = 50_000;

/** One conversion: finds the converter of each estimator and keeps watch over how they nest. */
export class Conversion implements Scope {
  readonly #open = new Set<PyObject>();
  #count = 0;

  /** Stages that go before the graph. */
  readonly stages: OpaqueStage[] = [];

  /** @param whole - values that are inputs as they come, with their ports */
  constructor(
    readonly build: Build,
    readonly registry: Registry,
    readonly context: Context,
    readonly whole: ReadonlyMap<Value, Port> = new Map(),
  ) {}

  convert(part: Part, x: Table): Fitted {
    const { estimator, entry } = this.#known(part);
    return this.#within(estimator, () => guarded(entry.convert(estimator, x, x.build, this), estimator.path));
  }

  input(part: Part): InputSpec {
    const { estimator, entry } = this.#known(part);
    return this.#within(estimator, () => entry.input?.(estimator, this) ?? defaultInput(estimator));
  }

  read({ value, path }: Part): Estimator {
    if (!isKind(value, 'object')) throw unsupported(`${describe(value)} where an estimator is needed`, path);
    return new Estimator(value, path);
  }

  note(note: Note): void {
    this.context.note(note);
  }

  prepare(column: Value, shape: readonly Dimension[] | null, preparation: Preparation): Value {
    const port = this.whole.get(column);
    if (!port)
      throw unsupported(
        'words or records are taken from a column that another step has changed',
        undefined,
        'Take them from the column as it comes.',
      );
    const output: Port = { name: `prepared_${this.stages.length}`, dtype: this.build.float, shape };
    this.stages.push(stageOf(preparation, port, output));
    return this.build.graph.input(output.name, output.dtype, output.shape);
  }

  #known(part: Part): { estimator: Estimator; entry: Entry } {
    const estimator = this.read(part);
    const entry = findEntry(this.registry, estimator.className);
    if (!entry) throw unsupported(...whyNot(estimator));
    return { estimator, entry };
  }

  /** Runs a step of the descent: an estimator that contains itself, or too many of them, ends it. */
  #within<T>({ object, path }: Estimator, run: () => T): T {
    this.context.signal?.throwIfAborted();
    if (this.#open.has(object)) throw malformed('an estimator that contains itself', path);
    if (this.#open.size >= Math.min(MAX_DEPTH, this.context.limits.depth)) {
      throw limitError(ID, 'depth', this.context.limits, 'Estimators are nested too deep', { path });
    }
    if (++this.#count > MAX_ESTIMATORS) {
      throw new CodecError({
        codec: ID,
        code: 'BRINE-SKLEARN-SIZE',
        fault: 'limit',
        message: `more than ${MAX_ESTIMATORS} estimators`,
        path,
      });
    }
    this.#open.add(object);
    try {
      return locate(path, run);
    } finally {
      this.#open.delete(object);
    }
  }
}
