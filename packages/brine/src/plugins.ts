/** The plugins that the umbrella brings, in one place. Importing them costs their descriptors; each is loaded when it is first used. */

import { containers } from '@brine/containers';
import { dill } from '@brine/codec-dill';
import { hdf5, keras as kerasFiles, kerasWeights } from '@brine/codec-hdf5';
import { joblib } from '@brine/codec-joblib';
import { npy, npz } from '@brine/codec-numpy';
import { onnx } from '@brine/codec-onnx';
import { dot, mermaid } from '@brine/codec-onnx/draw';
import { onnxruntime } from '@brine/codec-onnx/engine';
import { pickle } from '@brine/codec-pickle';
import { safetensors } from '@brine/codec-safetensors';
import { keras } from '@brine/convert-keras';
import { sklearn } from '@brine/convert-sklearn';
import { engine } from '@brine/engine';
import { module } from '@brine/engine/module';

export const plugins = [
  pickle,
  joblib,
  dill,
  npy,
  npz,
  safetensors,
  hdf5,
  kerasFiles,
  kerasWeights,
  onnx,
  ...containers,
  sklearn,
  keras,
  engine,
  onnxruntime,
  module,
  dot,
  mermaid,
] as const;

export type Plugins = typeof plugins;
