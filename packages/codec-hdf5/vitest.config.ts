import { unit } from '../../tools/build/vitest.ts';

export default unit(import.meta.dirname);
