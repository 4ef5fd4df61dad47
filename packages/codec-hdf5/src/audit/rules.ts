/** What speaks against HDF5 files and Keras models. */

import type { Rule } from '@brine/core';

const rule = (code: string, about: Pick<Rule, 'title' | 'severity' | 'effect' | 'text'>): Rule => ({
  code: `BRINE-${code}`,
  ...about,
  good: [],
  bad: [],
});

export const dangerousFunction = rule('KERAS-001', {
  title: 'A layer that runs dangerous code',
  severity: 'critical',
  effect: 'dangerous',
  text: 'The configuration names a function or class outside of Keras that runs commands or code, or holds compiled code that names one: Keras imports and calls it when the model is loaded or used. Do not load the file.',
});

export const storedFunction = rule('KERAS-002', {
  title: 'A layer with code of its own',
  severity: 'medium',
  effect: 'not-proven',
  text: 'A Lambda layer holds compiled Python code, which Keras runs when the model is used; in .h5 files it does so whatever `safe_mode` says. No dangerous call was seen in it, which is no proof.',
});

export const customClass = rule('KERAS-003', {
  title: 'A class that is not of Keras',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The configuration names a class or function that is not of Keras: its code has to be there when the model is loaded, and what it does is not known.',
});

export const hostFile = rule('KERAS-004', {
  title: 'A file of the machine that loads the model',
  severity: 'high',
  effect: 'not-proven',
  text: 'The configuration names a file, which Keras reads when the model is loaded: its content becomes a part of the model.',
});

export const hugeShape = rule('KERAS-005', {
  title: 'A shape that takes all memory',
  severity: 'medium',
  effect: 'not-proven',
  text: 'A layer is so large that building it takes all memory, though the file is small.',
});

export const notConfig = rule('KERAS-006', {
  title: 'A configuration that cannot be read',
  severity: 'medium',
  effect: 'not-proven',
  text: 'The configuration of the model is no JSON, or nests deeper than any model: what it says is not judged.',
});

export const externalStorage = rule('HDF5-001', {
  title: 'Data in another file of the machine',
  severity: 'critical',
  effect: 'dangerous',
  text: 'A dataset says that its elements are the bytes of another file: whoever reads the dataset reads that file of the machine (CVE-2026-1669), and serves it as weights. Brine never follows it; other readers do.',
});

export const externalLink = rule('HDF5-002', {
  title: 'A link to another file',
  severity: 'high',
  effect: 'not-proven',
  text: 'A link leads to an object of another file, which readers open without asking.',
});

export const damaged = rule('HDF5-003', {
  title: 'A file that is damaged',
  severity: 'medium',
  effect: 'not-proven',
  text: 'A part of the file cannot be read, so what it is is not known.',
});

export const endless = rule('HDF5-004', {
  title: 'Groups without an end, or far more data than there is',
  severity: 'medium',
  effect: 'not-proven',
  text: 'A group holds itself, links lead in a circle, groups nest deeper than files do, or a dataset has far more elements than the file has bytes: walking or reading it takes all time or memory.',
});

export const bomb = rule('HDF5-005', {
  title: 'A decompression bomb',
  severity: 'high',
  effect: 'dangerous',
  text: 'One compressed chunk becomes hundreds of times the whole file. No library saves weights so.',
});

export const pickleInside = rule('HDF5-006', {
  title: 'A pickle in an attribute',
  severity: 'high',
  effect: 'not-proven',
  text: 'An attribute is a pickle that is not safe to load. HDF5 does nothing with it; PyTables and pandas load it when the attribute is looked at.',
});

export const unread = rule('HDF5-007', {
  title: 'Bytes that belong to nothing',
  severity: 'low',
  effect: 'not-proven',
  text: 'Room that an object keeps free in its header is not empty: damage, or something hidden. `h5repack` writes the file without it.',
});

export const RULES: readonly Rule[] = [
  dangerousFunction,
  storedFunction,
  customClass,
  hostFile,
  hugeShape,
  notConfig,
  externalStorage,
  externalLink,
  damaged,
  endless,
  bomb,
  pickleInside,
  unread,
];
