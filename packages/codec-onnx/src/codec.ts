import type { Codec } from '@brine/core';
import type { OnnxOptions } from './options.js';
import { openDocument } from './read/document.js';
import { encode } from './write/document.js';

export const codec: Codec<OnnxOptions> = { open: openDocument, encode };
