import { build, roomsOf } from '../../tools/build/tsup.ts';

export default build(import.meta.dirname, roomsOf(import.meta.dirname), true);
