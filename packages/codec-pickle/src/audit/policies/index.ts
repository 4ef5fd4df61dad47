/** The allow-list, put together when it is first asked for. */

import { Policy, type Allowance } from '../policy.js';
import { BOOSTING } from './boosting.gen.js';
import { JOBLIB } from './joblib.gen.js';
import { NUMPY } from './numpy.gen.js';
import { PANDAS } from './pandas.gen.js';
import { SCIPY } from './scipy.gen.js';
import { SKLEARN } from './sklearn.gen.js';
import { STDLIB } from './stdlib.gen.js';
import { TORCH } from './torch.gen.js';

export const TABLES = [STDLIB, NUMPY, SCIPY, PANDAS, SKLEARN, TORCH, JOBLIB, BOOSTING] as const;

const NONE: readonly Allowance[] = [];
/** By the rows that it was made with: an audit of many files is by one policy. */
const policies = new WeakMap<readonly Allowance[], Policy>();

/** The list as it is, or with a user's rows beside it. */
export function policyFor(allowances: readonly Allowance[] = NONE): Policy {
  let policy = policies.get(allowances);
  if (!policy) policies.set(allowances, (policy = new Policy(TABLES, allowances)));
  return policy;
}
