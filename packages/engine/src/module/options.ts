/** Options of writing a stand-alone module. */
export interface ModuleOptions {
  /**
   * Where the weights go: `inside` the module as base64 (the default), so that it needs no other file, or `beside` it in a `.bin` file, which
   * the caller of the module's `create` hands to it.
   */
  readonly weights?: 'inside' | 'beside';
}
