/** Finds onnxruntime-node, which the user installs. */

import type * as runtimeModule from 'onnxruntime-node';
import { engineError } from './errors.js';

export type Runtime = typeof runtimeModule;

const INSTALL =
  'Install it beside Brine: npm install onnxruntime-node. Where its install script fails for want of CUDA downloads, skip them: ' +
  'ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node.';

let runtime: Promise<Runtime> | undefined;

/**
 * @param importer - how to import it; given by tests
 * @throws CodecError `unsupported` (`BRINE-ONNX-ENGINE`) with the command that installs it
 */
export function loadRuntime(importer: () => Promise<Runtime> = () => import('onnxruntime-node')): Promise<Runtime> {
  return (runtime ??= importer().then(quiet, (cause: unknown) => {
    runtime = undefined;
    throw missing(cause);
  }));
}

/** Its warnings are about its own device discovery and optimisations; what fails comes as an error anyway. */
function quiet(found: Runtime): Runtime {
  if (found.env.logLevel === undefined || found.env.logLevel === 'warning') found.env.logLevel = 'error';
  return found;
}

function missing(cause: unknown): Error {
  const { code, message = '' } = cause as { code?: unknown; message?: string };
  const absent = code === 'ERR_MODULE_NOT_FOUND' && message.includes("'onnxruntime-node'");
  const what = absent
    ? 'onnxruntime-node is not installed, and it is what runs the model'
    : `onnxruntime-node cannot be loaded: ${message}`;
  return engineError('unsupported', 'ENGINE', what, { hint: INSTALL, cause });
}
