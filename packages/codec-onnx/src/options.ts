/** The codec takes no options: what a conversion may choose is the converter's. */
export type OnnxOptions = Readonly<Record<never, never>>;
