/** Finds ONNX Runtime's packages, which the user installs. */

import type * as runtimeModule from 'onnxruntime-node';
import { engineError } from './errors.js';

/** What both packages are to us. */
export type Runtime = Pick<typeof runtimeModule, 'InferenceSession' | 'Tensor' | 'env'>;

/** A package that has it. */
export interface RuntimePackage {
  readonly name: string;
  /** How to install it. */
  readonly hint: string;
  load(): Promise<Runtime>;
}

export const NODE: RuntimePackage = {
  name: 'onnxruntime-node',
  hint:
    'Install it beside Brine: npm install onnxruntime-node. Where its install script fails for want of CUDA downloads, skip them: ' +
    'ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node.',
  load: () => import('onnxruntime-node'),
};

const runtimes = new Map<string, Promise<Runtime>>();

/**
 * @param importer - how to import it; given by tests
 * @throws CodecError `unsupported` (`BRINE-ONNX-ENGINE`) with the command that installs it
 */
export function loadRuntime(of: RuntimePackage = NODE, importer: () => Promise<Runtime> = of.load): Promise<Runtime> {
  const known = runtimes.get(of.name);
  if (known) return known;
  const runtime = importer().then(quiet, (cause: unknown) => {
    runtimes.delete(of.name);
    throw missing(of, cause);
  });
  runtimes.set(of.name, runtime);
  return runtime;
}

/** Its warnings are about its own device discovery and optimisations; what fails comes as an error anyway. */
function quiet(found: Runtime): Runtime {
  if (found.env.logLevel === undefined || found.env.logLevel === 'warning') found.env.logLevel = 'error';
  return found;
}

function missing({ name, hint }: RuntimePackage, cause: unknown): Error {
  const { code, message = '' } = cause as { code?: unknown; message?: string };
  const absent = code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${name}'`);
  const what = absent
    ? `${name} is not installed, and it is what runs the model`
    : `${name} cannot be loaded: ${message}`;
  return engineError('unsupported', 'ENGINE', what, { hint, cause });
}
