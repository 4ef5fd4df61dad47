/** Numbers that writers differ in. */

/** How a writer fills in what the format leaves open. */
export interface Layout {
  /** Version of the format that the writer knows, and its system in the upper 8 bits. */
  readonly madeBy: number;
  /** Version of the format that a reader of a stored or a deflated member needs. */
  readonly needed: readonly [stored: number, deflated: number];
  /** Version where zip64 is used, of both. */
  readonly zip64: number;
  /** Made-by of the zip64 end record. */
  readonly zip64MadeBy: number;
  readonly attributes: number;
  /** MS-DOS date and time of a member that is given none. */
  readonly modified: number;
  /** Names are said to be UTF-8 even where they are ASCII. */
  readonly alwaysUtf8: boolean;
  /** Checksum and sizes follow the data, if there are any. */
  readonly descriptor: boolean;
  /** A zip64 end record is written even where it is not needed. */
  readonly alwaysZip64End: boolean;
}

const UNIX = 3 << 8;

export const LAYOUTS = {
  /** @see CPython, zipfile: `ZipInfo`, `ZipFile._write_end_record` */
  python: {
    madeBy: 20 | UNIX,
    needed: [20, 20],
    zip64: 45,
    zip64MadeBy: 45,
    attributes: 0o600 * 2 ** 16,
    // 1980-01-01
    modified: 0x00210000,
    alwaysUtf8: false,
    descriptor: false,
    alwaysZip64End: false,
  },
  /** @see PyTorch, caffe2/serialize/inline_container.cc, and the miniz that it brings */
  torch: {
    madeBy: 0,
    needed: [0, 20],
    zip64: 45,
    zip64MadeBy: 30 | UNIX,
    attributes: 0,
    modified: 0,
    alwaysUtf8: true,
    descriptor: true,
    alwaysZip64End: true,
  },
} as const satisfies Record<string, Layout>;
