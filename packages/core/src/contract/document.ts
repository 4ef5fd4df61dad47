/** An opened file and the views that it offers. */

import type { Note } from './errors.js';
import type { Graph, Port } from './graph.js';
import type { Hierarchy } from './hierarchy.js';
import type { KerasModel, LayerTable } from './keras.js';
import type { Program } from './program.js';
import type { Tensor } from './tensor.js';
import type { PyValue } from './value.js';

/** What each view gives. */
export interface ViewTypes {
  /** The Python value; of a file with several pickles, the first. */
  value: PyValue;
  /** Every array in the file. */
  tensors: readonly Tensor[];
  graph: Graph;
  program: Program;
  keras: KerasModel;
  /** Groups, datasets and attributes. */
  hierarchy: Hierarchy;
}

export type View = keyof ViewTypes;

/** A node of the tree that `inspect` prints. */
export interface TreeNode {
  /** Key, index or attribute, written as in Python: `.coef_`, `[0]`, `["a"]`; empty for the root. */
  readonly label: string;
  /** Class or type, as `module.Class`. */
  readonly type: string;
  /** A short rendering: a number, a shape, a length. */
  readonly summary?: string;
  readonly children?: readonly TreeNode[];
  /** Children left out because of the depth or their number. */
  readonly more?: number;
}

export interface TensorInfo {
  readonly name?: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: number;
  readonly offset?: number;
  readonly sha256?: string;
}

export interface FunctionInfo {
  readonly name: string;
  /** Where it was defined (`Class.method`, `outer.<locals>.inner`), when that says more. */
  readonly qualname?: string;
  readonly signature?: string;
  /** The version that it was compiled by, or those between which the file leaves it open: `3.10`, `3.11 to 3.14`. */
  readonly python?: string;
  /** Names of globals that it may need and that the file does not bring. */
  readonly needs?: readonly string[];
  readonly runs?: boolean;
  readonly traces?: boolean;
}

/** What a file is, out of its header and index: as few bytes as the format allows. */
export interface Inspection {
  /** Format id: pickle, joblib, safetensors, onnx, ... */
  readonly format: string;
  /** Formats of the wrappers around it, outermost first: `['gzip']`. */
  readonly containers?: readonly string[];
  /** Protocol or version of the format. */
  readonly version?: string;
  /** Versions of what wrote it, where stored: `{ "scikit-learn": "1.2.1" }`. */
  readonly producer?: Readonly<Record<string, string>>;
  /** Class of the root value. */
  readonly root?: string;
  readonly tensors?: readonly TensorInfo[];
  readonly functions?: readonly FunctionInfo[];
  /** Globals that the file names, `module.name`, in order of appearance. */
  readonly globals?: readonly string[];
  readonly inputs?: readonly Port[];
  readonly outputs?: readonly Port[];
  readonly tree?: TreeNode;
  /** Of a model of layers. */
  readonly layerTable?: LayerTable;
  /** What is in it beside: opset versions, operator counts, metadata. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly notes?: readonly Note[];
}

/** A line of a disassembly: an instruction, or what is said of the whole. */
export interface DisassembledLine {
  /** The line as it is printed. */
  readonly line: string;
  /** Byte offset of the instruction in the file (in the decompressed bytes, when a container was opened). */
  readonly offset?: number;
  /** Its name. */
  readonly name?: string;
  /** Its argument, as Python's `repr` writes it. */
  readonly argument?: string;
  /** What the disassembler says of it: the mark that it takes, the memo key that it stores under. */
  readonly remark?: string;
}

export interface InspectOptions {
  /** Levels of the tree. Default 3. */
  readonly depth?: number;
}

/**
 * An opened file. A method that is absent is a view that the file does not have; the flags of the descriptor say what a codec
 * may have. Methods may be called several times and give the same value.
 */
export interface Document {
  /** Format id. */
  readonly format: string;
  /** Reads header and index only. */
  inspect(options?: InspectOptions): Promise<Inspection>;
  value?(): Promise<PyValue>;
  /** All values of a file that holds several (several pickles one after another). */
  values?(): Promise<readonly PyValue[]>;
  tensors?(): Promise<readonly Tensor[]>;
  graph?(): Promise<Graph>;
  program?(): Promise<Program>;
  keras?(): Promise<KerasModel>;
  hierarchy?(): Promise<Hierarchy>;
  /**
   * The instructions of a file that is a program of a machine: the opcodes of a pickle. Lines come before what is wrong behind them
   * is thrown.
   */
  disassemble?(): AsyncIterable<DisassembledLine>;
  /** Releases the source. Views that were handed out stay valid. */
  close(): Promise<void>;
}
