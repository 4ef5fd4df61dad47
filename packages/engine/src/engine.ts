import type { Engine } from '@brine/core';
import { engineError } from './errors.js';
import { cost } from './cost.js';
import { planGraph } from './plan/plan.js';
import { typeGraph } from './plan/types.js';
import { createSession } from './session.js';

export const implementation: Engine = {
  supports(graph) {
    const reasons = new Set<string>();
    typeGraph(graph, reasons);
    return reasons.size === 0 ? true : [...reasons];
  },
  cost,
  load(graph, context) {
    context.signal?.throwIfAborted();
    const reasons = new Set<string>();
    const typed = typeGraph(graph, reasons);
    if (reasons.size > 0)
      return Promise.reject(
        engineError('unsupported', 'UNSUPPORTED', `the engine cannot run it: ${[...reasons].join('; ')}`),
      );
    return Promise.resolve(createSession(typed.graph, planGraph(typed, context.limits)));
  },
};
