/** Options of the safetensors codec. */
export interface SafetensorsOptions {
  /** Written as the file's metadata, in this order: `{ format: 'pt' }`. */
  readonly metadata?: Readonly<Record<string, string>>;
}
