/** Modules in which the functions are that dill and cloudpickle write calls of. */

/** Packages that bring a cloudpickle of their own. */
export const VENDORS = ['joblib.externals.', 'pyspark.'] as const;

export const MODULES: readonly string[] = ['dill', 'cloudpickle', ...VENDORS.map((vendor) => `${vendor}cloudpickle`)];

/** The name that a module has where it is no one's own copy, and in all releases: `dill.dill` became `dill._dill`. */
export function plainModule(module: string): string {
  const vendor = VENDORS.find((prefix) => module.startsWith(`${prefix}cloudpickle`));
  const own = vendor === undefined ? module : module.slice(vendor.length);
  if (own === 'dill.dill') return 'dill._dill';
  return own === 'cloudpickle.cloudpickle_fast' ? 'cloudpickle.cloudpickle' : own;
}
