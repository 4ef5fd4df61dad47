/**
 * How a missing value travels in a column of text, which has no null: as one of two Unicode noncharacters, which Unicode keeps out of
 * interchanged text. A runtime writes `null` and `undefined` as MISSING_TEXT and a number NaN as NAN_TEXT; a converter compares with them
 * where Python would see None and NaN. A model that knows only one of the two takes both for it.
 * @see https://www.unicode.org/faq/private_use.html#nonchar1
 */
export const MISSING_TEXT = '\uFDD0';
/** See {@link MISSING_TEXT}. */
export const NAN_TEXT = '\uFDD1';
