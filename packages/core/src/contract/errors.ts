/** Errors, notes and findings: what a plugin says when something is not plain success. */

/**
 * Whose fault it is, which decides what a caller can do about it and the exit code of the command.
 *
 * - `malformed`: the bytes break the format's own rules
 * - `unsupported`: well-formed, but not something that this plugin does
 * - `limit`: a limit of {@link Limits} was reached; the limit can be raised
 * - `option`: the caller asked for something contradictory or unknown, or gave rows that the model does not take
 * - `io`: reading or writing failed outside of us
 * - `encode`: the value cannot be written in the asked format
 * - `bug`: an internal error of Brine
 */
export type Fault = 'malformed' | 'unsupported' | 'limit' | 'option' | 'io' | 'encode' | 'bug';

/** Where in the input something is. */
export interface Place {
  /** Byte offset in the file (in the decompressed bytes, when a container was opened). */
  readonly offset?: number;
  /** Path within the value, written as in Python (`steps[0][1].coef_`, `["a"]`); in an archive the member and `:` go before it. */
  readonly path?: string;
}

/**
 * What every plugin throws. Tell it by {@link isCodecError}, never by `instanceof`: two copies of core may be loaded.
 */
export interface CodecErrorShape extends Error {
  readonly name: 'CodecError';
  /** Id of the plugin that failed, or `core`. */
  readonly codec: string;
  /** Stable code for programs, `BRINE-<AREA>-<WORD>`. */
  readonly code: string;
  readonly fault: Fault;
  readonly at: Place;
  /** What the user can do about it. */
  readonly hint?: string;
  /** The file, when the host knows it. */
  file?: string;
}

/** Something lost or noteworthy that is no error: a conversion that drops attributes, a library newer than tested. */
export interface Note {
  /** Stable code, `BRINE-<AREA>-<WORD>`. */
  readonly code: string;
  readonly message: string;
  /** True when information of the input is not in the output: what `--strict` refuses. */
  readonly loss?: boolean;
  readonly path?: string;
}

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** One thing that an audit saw. */
export interface Finding {
  /** `BRINE-<FORMAT>-<NNN>`, the name of the rule's page. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly offset?: number;
  readonly path?: string;
  /** `module.name` of the global concerned. */
  readonly global?: string;
  /** What the finding means for the verdict: proves danger, only prevents proof, or neither. */
  readonly effect: 'dangerous' | 'not-proven' | 'none';
  /** A row for a policy, as JSON, that would allow what the finding is about: for who knows the name. */
  readonly allow?: Readonly<Record<string, unknown>>;
}
