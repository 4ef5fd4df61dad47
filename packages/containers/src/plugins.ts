/** The containers, in the order in which they are met most often. */

import { gzip } from './gzip/plugin.js';
import { zlib } from './zlib/plugin.js';

/** All of them, to be given to a host or included by a plugin. */
export const containers = [gzip, zlib] as const;
