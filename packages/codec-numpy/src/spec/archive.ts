/** How members of a .npz end that are arrays. */
export const NPY_SUFFIX = '.npy';
