/** What speaks against an ONNX model. */

import type { Rule } from '@brine/core';

const rule = (number: string, about: Pick<Rule, 'title' | 'severity' | 'effect' | 'text'>): Rule => ({
  code: `BRINE-ONNX-${number}`,
  ...about,
  good: [],
  bad: [],
});

export const outsideFile = rule('001', {
  title: 'Weights from a file outside of the folder',
  severity: 'critical',
  effect: 'dangerous',
  text: 'The model names a file by a path, an address or a name that ends early: whoever loads the model reads that file of the machine, and serves it as weights. ONNX allows names of files beside the model only.',
});

export const malformed = rule('002', {
  title: 'A model that is damaged or not valid',
  severity: 'medium',
  effect: 'not-proven',
  text: "The file breaks the format's rules, or those of onnx's own checker, or its weights are not there: what a runtime makes of it is not known.",
});

export const custom = rule('003', {
  title: 'Operators that a runtime has to be given',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The model uses operators that are not of ONNX and not defined in the file. What they do is code that is loaded beside the model.',
});

export const endless = rule('004', {
  title: 'A model that may not end, or take all memory',
  severity: 'medium',
  effect: 'not-proven',
  text: 'A loop has no bound, subgraphs nest deeper than models do, or an operator makes a tensor of more elements than memory holds. Loading it is harmless, running it is not.',
});

export const RULES: readonly Rule[] = [outsideFile, malformed, custom, endless];
