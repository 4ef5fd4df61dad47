import { container } from '../container.js';

/** RFC 1952: 1f 8b, then method 8, the only one there is; the three upper flags are reserved. */
export const gzip = container({
  id: 'gzip',
  title: 'gzip',
  extensions: ['.gz'],
  mimeTypes: ['application/gzip'],
  magic: [{ offset: 0, bytes: [0x1f, 0x8b, 0x08] }],
  read: () => import('./read.js'),
});
