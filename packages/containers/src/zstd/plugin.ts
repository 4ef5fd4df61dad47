import { container } from '../container.js';

export const zstd = container({
  id: 'zstd',
  title: 'Zstandard',
  extensions: ['.zst'],
  mimeTypes: ['application/zstd'],
  magic: [{ offset: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] }],
  read: () => import('./read.js'),
});
