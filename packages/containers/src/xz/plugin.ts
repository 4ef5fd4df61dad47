import { container } from '../container.js';
import { MAGIC } from './spec.js';

export const xz = container({
  id: 'xz',
  title: 'xz',
  extensions: ['.xz'],
  mimeTypes: ['application/x-xz'],
  magic: [{ offset: 0, bytes: MAGIC }],
  read: () => import('./read.js'),
});
