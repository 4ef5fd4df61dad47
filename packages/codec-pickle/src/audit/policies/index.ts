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

let own: Policy | undefined;

/** The list as it is, or with a user's rows beside it. */
export function policyFor(allowances: readonly Allowance[] = []): Policy {
  if (allowances.length > 0) return new Policy(TABLES, allowances);
  return (own ??= new Policy(TABLES));
}
