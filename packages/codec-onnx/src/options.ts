import type { Opsets } from '@brine/graph/opset';

/** Where weights go that are not to be in the file itself. */
export interface ExternalDataOptions {
  /** Name of the file beside the model. Default the model's own with `.data` behind it. */
  readonly location?: string;
  /** Initializers of at least so many bytes go there. Default 1024, as `onnx.save_model` has it. */
  readonly threshold?: number;
}

/** How a model is written; reading takes no options. */
export interface OnnxOptions {
  /**
   * Weights into a file beside the model. Default false, but for a model of 2 GiB and more, which protobuf cannot hold.
   */
  readonly externalData?: boolean | ExternalDataOptions;
  /**
   * Version of ai.onnx to write, or versions by domain (`''` is ai.onnx): the graph is converted. Default: those that it has.
   */
  readonly opset?: number | Opsets;
}
