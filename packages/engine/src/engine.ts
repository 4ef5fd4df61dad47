import type { Engine } from '@brine/core';
import { engineError } from './errors.js';
import { cost } from './cost.js';
import { planGraph } from './plan/plan.js';
import { typeGraph } from './plan/types.js';
import { createSession } from './session.js';

export const implementation: Engine = {
  async supports(graph) {
    const reasons = new Set<string>();
    await typeGraph(graph, reasons);
    return reasons.size === 0 ? true : [...reasons];
  },
  cost,
  async load(graph, context) {
    context.signal?.throwIfAborted();
    const reasons = new Set<string>();
    const typed = await typeGraph(graph, reasons);
    if (reasons.size > 0)
      throw engineError('unsupported', 'UNSUPPORTED', `the engine cannot run it: ${[...reasons].join('; ')}`);
    return createSession(typed.graph, planGraph(typed, context.limits));
  },
};
