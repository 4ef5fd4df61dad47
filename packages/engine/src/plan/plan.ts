/** A graph as steps over slots: names are resolved, constants computed, memory shared, once. */

import type { GraphNode, Limits } from '@brine/core';
import { engineError } from '../errors.js';
import { Held, Storage } from '../held.js';
import { kernelOf } from '../kernels/index.js';
import type { Body, PlannedNode } from '../kernels/kernel.js';
import { shareMemory } from './memory.js';
import { type Absorbed, Absorbing } from './absorb.js';
import type { TypedGraph } from './types.js';

export interface Step {
  readonly node: GraphNode;
  readonly run: () => void;
  /** Slots that it reads, those that its bodies take from outside among them. */
  readonly reads: readonly Held[];
  readonly writes: readonly Held[];
  /** Whether its output is its first input's memory. */
  readonly view: boolean;
}

export interface Plan {
  readonly inputs: readonly Held[];
  readonly outputs: readonly Held[];
  readonly steps: readonly Step[];
}

interface Scope {
  readonly slots: Map<string, Held>;
  readonly outer: Scope | undefined;
  /** What this scope's bodies and nodes take from outside. */
  readonly captured: Set<Held>;
  /** What kernels share, by what makes it: one of each for a graph with its bodies. */
  readonly shared: Map<unknown, unknown>;
}

export function planGraph(typed: TypedGraph, limits: Limits): Plan {
  return planScope(typed, limits, undefined).plan;
}

function planScope(typed: TypedGraph, limits: Limits, outer: Scope | undefined) {
  const { graph } = typed;
  const scope: Scope = { slots: new Map(), outer, captured: new Set(), shared: outer?.shared ?? new Map() };
  const inputs = graph.inputs.map(({ name, dtype }) => define(scope, name, new Held(dtype)));
  for (const { name, tensor } of graph.initializers) define(scope, name, new Held(tensor.dtype, tensor));
  const steps: Step[] = [];
  const absorbing = new Absorbing(graph, (name) => scope.slots.get(name)?.constant);
  for (const node of graph.nodes) {
    if (absorbing.done.has(node)) continue;
    const step = planNode(node, absorbing.after(node), typed, limits, scope);
    if (!isConstant(step)) steps.push(step);
    else if (!fold(step, limits)) steps.push(step);
    else for (const slot of step.writes) fix(slot);
  }
  const outputs = graph.outputs.map(({ name }) => find(scope, name));
  shareMemory(steps, outputs, (dtype) => new Storage(dtype, limits.bytes));
  return { plan: { inputs, outputs, steps }, captured: scope.captured };
}

function define(scope: Scope, name: string, slot: Held): Held {
  scope.slots.set(name, slot);
  return slot;
}

function find(scope: Scope, name: string): Held {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const slot = at.slots.get(name);
    if (!slot) continue;
    for (let inside: Scope | undefined = scope; inside && inside !== at; inside = inside.outer)
      inside.captured.add(slot);
    return slot;
  }
  throw engineError('bug', 'NAME', `nothing makes ${name}`);
}

function planNode(
  node: GraphNode,
  { last, term, relu }: Absorbed,
  typed: TypedGraph,
  limits: Limits,
  scope: Scope,
): Step {
  const { domain, opType, attributes } = node;
  const kernel = kernelOf(domain, opType)!;
  const inputs = node.inputs.map((name) => (name === '' ? undefined : find(scope, name)));
  const captured: Held[] = [];
  const bodies = new Map<string, Body>();
  for (const [name, body] of typed.bodies.get(node) ?? []) {
    const { plan, captured: own } = planScope(body, limits, scope);
    captured.push(...own);
    const shapes = body.graph.outputs.map(({ shape }) => (shape ?? []).map((n) => (typeof n === 'number' ? n : 0)));
    bodies.set(name, { inputs: plan.inputs, outputs: plan.outputs, shapes, run: runAll(plan.steps) });
  }
  const outputs = last.outputs.map((name) =>
    name === '' ? undefined : define(scope, name, new Held(typed.dtypes.get(name)!)),
  );
  const planned: PlannedNode = {
    opType,
    inputs,
    outputs,
    attributes,
    term: term === undefined ? undefined : find(scope, term),
    relu,
    body: (name) => bodies.get(name)!,
    scratch: ({ dtype }) => {
      const slot = new Held(dtype);
      slot.storage = new Storage(dtype, limits.bytes);
      return slot;
    },
    shared<T>(make: (limits: Limits) => T) {
      if (!scope.shared.has(make)) scope.shared.set(make, make(limits));
      return scope.shared.get(make) as T;
    },
  };
  return {
    node,
    run: kernel.plan(planned),
    reads: [...inputs.filter((slot) => slot !== undefined), ...captured],
    writes: outputs.filter((slot) => slot !== undefined),
    view: kernel.view === true,
  };
}

export function runAll(steps: readonly Step[]): () => void {
  return () => {
    for (let i = 0; i < steps.length; i++) steps[i]!.run();
  };
}

const isConstant = ({ reads }: Step): boolean => reads.every(({ constant }) => constant !== undefined);

/** Makes the result of a folded step a constant. */
function fix(slot: Held): void {
  slot.constant = slot.tensor();
  slot.hold(slot.constant);
}

/** Runs a step whose inputs never change. What fails is left to fail when it is run, which may be never. */
function fold({ run, writes, view }: Step, limits: Limits): boolean {
  if (!view) for (const slot of writes) slot.storage = new Storage(slot.dtype, limits.bytes);
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
