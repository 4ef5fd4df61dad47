/**
 * dill's and cloudpickle's addition to pickle: calls of their functions that make what pickle has no form for. The calls stay inert
 * records; the global that is called knows how to read them (`definitionOf`).
 * @see dill/_dill.py; cloudpickle/cloudpickle.py
 */

import { pyGlobal, type PyDefinition, type PyGlobal, type PyObject } from '@brine/core';
import type { Dialect } from '@brine/codec-pickle/vm';
import { plainModule } from '../spec/modules.js';
import { createArray } from './array.js';
import { noteEffect } from './assigned.js';
import { cloudClass, cloudEnum, dillClass, dillNamedTuple, methodOf, newClass, typeByName } from './class.js';
import { codeOf, dillCode } from './code.js';
import { cloudFunction, dillFunction } from './function.js';
import { cloudCell, dillCell, moduleOf } from './simple.js';

type Maker = (object: PyObject) => PyDefinition | undefined;

/** What calls make, by `module.name` of what is called. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['dill._dill._create_function', dillFunction],
  ['dill._dill._create_code', ({ args }) => dillCode(args.items)],
  ['dill._dill._create_cell', dillCell],
  ['dill._dill._create_type', dillClass],
  ['dill._dill._create_namedtuple', dillNamedTuple],
  ['dill._dill._load_type', ({ args }) => typeByName(args.items)],
  ['dill._dill._import_module', moduleOf],
  ['cloudpickle.cloudpickle._make_function', cloudFunction],
  ['cloudpickle.cloudpickle._make_cell', cloudCell],
  ['cloudpickle.cloudpickle._make_empty_cell', cloudCell],
  ['cloudpickle.cloudpickle._make_skeleton_class', cloudClass],
  ['cloudpickle.cloudpickle._make_skeleton_enum', cloudEnum],
  ['cloudpickle.cloudpickle._builtin_type', ({ args }) => typeByName(args.items)],
  ['cloudpickle.cloudpickle.subimport', moduleOf],
  ['cloudpickle.cloudpickle.dynamic_subimport', moduleOf],
  ['types.CodeType', ({ args }) => codeOf(args.items)],
  ['types.MethodType', ({ args }) => methodOf(args.items)],
  ['types.new_class', newClass],
]);

export const dialect: Dialect = {
  onGlobal(module, name) {
    const makes = MAKERS.get(`${plainModule(module)}.${name}`);
    return makes && knowing(module, name, makes);
  },
  reducer(module, name) {
    return name === '_create_array' && plainModule(module) === 'dill._dill' ? createArray : undefined;
  },
  onEffect: noteEffect,
};

function knowing(module: string, name: string, makes: Maker): PyGlobal {
  return Object.defineProperty(pyGlobal(module, name), 'makes', { value: makes });
}
