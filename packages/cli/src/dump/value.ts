/** Apart from the command, so that a file of tensors or a graph loads nothing of it. */
export { toTagged } from '@brine/core/values';
