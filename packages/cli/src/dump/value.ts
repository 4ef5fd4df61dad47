/** Apart from the command, so that a graph loads nothing of it. */
export { plainJson, toTagged, toText } from '@brine/core/values';
