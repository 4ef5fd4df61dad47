import { build } from '../../tools/build/tsup.ts';

export default build(import.meta.dirname, ['audit-process']);
