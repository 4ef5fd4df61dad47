/** Whether two disassemblers print the same of a file, and say the same to what is wrong with it. */

/** Lines, each with its end, up to what is wrong. */
export interface Printed {
  readonly text: string;
  readonly error?: string;
}

/** @returns how ours differs from CPython's; undefined where it does not */
export function differenceOf(ours: Printed, theirs: Printed): string | undefined {
  const { error } = theirs;
  // Where an index of CPython's own is wrong, the beginning of a line is printed already.
  const text = error === 'list index out of range' ? theirs.text.replace(/ *\d+: $/, '') : theirs.text;
  if (ours.text === text) {
    if (ours.error === error) return undefined;
    if (ours.error !== undefined && error !== undefined && OWN_WORDS.test(error)) return undefined;
  }
  return `printed ${near(ours, text)}; CPython: ${near({ text, ...(error === undefined ? {} : { error }) }, ours.text)}`;
}

/** The first line that another text has not, and what is said of it. */
function near({ text, error }: Printed, other: string): string {
  const lines = text.split('\n');
  const others = other.split('\n');
  const at = lines.findIndex((line, i) => line !== others[i]);
  return `${at < 0 ? 'all its lines' : `line ${at + 1} ${JSON.stringify(lines[at])}`}${error === undefined ? '' : `, then ${error}`}`;
}

/** Errors of Python's codecs, whose words we do not repeat, and of its limit on digits, which we do not have. */
const OWN_WORDS = /codec can't decode|\\x escape|Trailing \\|Exceeds the limit/;
