import { unit } from './build/vitest.ts';

/** The tests of the tools themselves. */
export default unit(import.meta.dirname, ['**/*.test.{js,ts}']);
