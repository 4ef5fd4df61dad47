/**
 * Sorts the suffixes of a sequence in linear time, by induction from few of them (SA-IS).
 * @see Nong, Zhang, Chan: Two Efficient Algorithms for Linear Time Suffix Array Construction (2011)
 *
 * A suffix is of type S when it is smaller than the one behind it, else L. Those of type S that follow one of type L ("LMS") are
 * sorted first; all others follow from them by two passes over the buckets of suffixes that begin alike.
 */
export function sortSuffixes(text: ArrayLike<number>, alphabet: number): Int32Array {
  const { length } = text;
  if (length === 1) return Int32Array.of(0);
  const isSmall = typesOf(text);
  const { starts, smallStarts } = bucketsOf(text, isSmall, alphabet);
  const lms: number[] = [];
  for (let i = 1; i < length; i++) if (isSmall[i] && !isSmall[i - 1]) lms.push(i);

  const order = new Int32Array(length);
  const induce = (sorted: ArrayLike<number>) => {
    order.fill(-1);
    const next = smallStarts.slice();
    for (let i = 0; i < sorted.length; i++) order[next[text[sorted[i]!]!]!++] = sorted[i]!;
    induceLarge(text, isSmall, order, starts.slice());
    induceSmall(text, isSmall, order, starts.slice(1));
  };
  induce(lms);
  if (lms.length > 1) {
    const { names, count } = nameParts(text, isSmall, order, lms);
    // Parts that differ from each other sort as their names do; else the names' own suffixes have to be sorted.
    const sorted = count === lms.length ? inverse(names) : sortSuffixes(names, count);
    induce(Int32Array.from(sorted, (i) => lms[i]!));
  }
  return order;
}

function typesOf(text: ArrayLike<number>): Uint8Array {
  const isSmall = new Uint8Array(text.length);
  for (let i = text.length - 2; i >= 0; i--) {
    const [here, behind] = [text[i]!, text[i + 1]!];
    isSmall[i] = here === behind ? isSmall[i + 1]! : here < behind ? 1 : 0;
  }
  return isSmall;
}

/** Where the suffixes that begin with each value go: the large ones first, then the small ones. */
function bucketsOf(text: ArrayLike<number>, isSmall: Uint8Array, alphabet: number) {
  const starts = new Int32Array(alphabet + 1);
  const smallStarts = new Int32Array(alphabet + 1);
  for (let i = 0; i < text.length; i++) (isSmall[i] ? starts : smallStarts)[text[i]! + (isSmall[i] ? 1 : 0)]!++;
  for (let value = 0; value <= alphabet; value++) {
    if (value > 0) starts[value]! += smallStarts[value - 1]!;
    smallStarts[value]! += starts[value]!;
  }
  return { starts, smallStarts };
}

function induceLarge(text: ArrayLike<number>, isSmall: Uint8Array, order: Int32Array, next: Int32Array): void {
  const last = text.length - 1;
  // Behind the end is what is smaller than anything.
  order[next[text[last]!]!++] = last;
  for (let i = 0; i < order.length; i++) {
    const before = order[i]! - 1;
    if (before >= 0 && !isSmall[before]) order[next[text[before]!]!++] = before;
  }
}

/** @param ends - of each value's bucket */
function induceSmall(text: ArrayLike<number>, isSmall: Uint8Array, order: Int32Array, ends: Int32Array): void {
  for (let i = order.length - 1; i >= 0; i--) {
    const before = order[i]! - 1;
    if (before >= 0 && isSmall[before]) order[--ends[text[before]!]!] = before;
  }
}

/** Numbers the parts from one LMS place to the next in their order, equal ones alike. */
function nameParts(text: ArrayLike<number>, isSmall: Uint8Array, order: Int32Array, lms: readonly number[]) {
  const placeOf = new Int32Array(text.length).fill(-1);
  lms.forEach((at, place) => (placeOf[at] = place));
  const names = new Int32Array(lms.length);
  const endOf = (place: number) => lms[place + 1] ?? text.length;
  let count = 0;
  let previous = -1;
  for (const at of order) {
    const place = placeOf[at]!;
    if (place < 0) continue;
    if (previous >= 0 && !isSamePart(text, lms[previous]!, endOf(previous), at, endOf(place))) count++;
    names[place] = count;
    previous = place;
  }
  return { names, count: count + 1 };
}

/** Parts overlap by the place where the next begins; the last goes to the end, which nothing equals. */
function isSamePart(text: ArrayLike<number>, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b || aEnd === text.length || bEnd === text.length) return false;
  for (; a <= aEnd; a++, b++) if (text[a] !== text[b]) return false;
  return true;
}

function inverse(names: Int32Array): Int32Array {
  const places = new Int32Array(names.length);
  names.forEach((name, place) => (places[name] = place));
  return places;
}
