/** Ids of the formats of this package. */
export const FORMATS = { hdf5: 'hdf5', keras: 'keras', weights: 'keras-weights' } as const;
