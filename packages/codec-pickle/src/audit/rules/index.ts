/** The rules, in the order of their codes: each a file of its own. */

import { dangerousCall } from './dangerous-call.js';
import { changedInterpreter } from './changed-interpreter.js';
import { dangerousCode } from './dangerous-code.js';
import { unknownCall } from './unknown-call.js';
import { unknownUse } from './unknown-use.js';
import { unknownName } from './unknown-name.js';
import { outside } from './outside.js';
import { malformed } from './malformed.js';
import { trailing } from './trailing.js';
import { limit } from './limit.js';
import { explodes } from './explodes.js';
import { nested } from './nested.js';
import { storedCode } from './stored-code.js';
import { importRule } from './import.js';
import { outOfBand } from './out-of-band.js';
import type { Rule } from '@brine/core';

export const RULES: readonly Rule[] = [
  dangerousCall,
  changedInterpreter,
  dangerousCode,
  unknownCall,
  unknownUse,
  unknownName,
  outside,
  malformed,
  trailing,
  limit,
  explodes,
  nested,
  storedCode,
  importRule,
  outOfBand,
];
