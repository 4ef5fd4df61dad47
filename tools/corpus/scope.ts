/** Files that are not compared yet, each with the reason. An entry whose files have come to compare well is an error. */

export interface OutOfScope {
  /** Matched against the path within the corpus. */
  readonly files: RegExp;
  readonly reason: string;
}

export const OUT_OF_SCOPE: readonly OutOfScope[] = [
  {
    files: /\/joblib\/old09\//,
    reason: 'arrays in files beside it, as before joblib 0.10, come with the issue on joblib',
  },
  { files: /\.onnxtxt$/, reason: "protobuf's text form is no ONNX file: nothing but protobuf's own tools reads it" },
  { files: /\.np[yz]$/, reason: 'a codec for .npy and .npz comes with an issue of its own' },
];
