/** Options of ONNX Runtime in browsers. */
export interface OrtWebOptions {
  /** What computes, the first that is there: `wasm` (the default) everywhere, `webgpu` and `webnn` where the browser has them. */
  readonly providers?: readonly ('wasm' | 'webgpu' | 'webnn')[];
}
