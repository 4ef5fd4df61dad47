/**
 * Draws graphs: `.dot` for Graphviz, `.mmd` for Mermaid. Drawings are not read back.
 *
 * @packageDocumentation
 */

import type { CodecPlugin } from '@brine/core';
import { version } from '../../package.json';

interface Drawing<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly extensions: readonly string[];
  readonly mimeType: string;
}

function drawing<Id extends 'dot' | 'mermaid'>({
  id,
  title,
  extensions,
  mimeType,
}: Drawing<Id>): CodecPlugin<Id, unknown> {
  return {
    descriptor: {
      contract: 1,
      kind: 'codec',
      id,
      title,
      package: '@brine/codec-onnx',
      version,
      extensions,
      mimeTypes: [mimeType],
      magic: [],
      can: { open: [], encode: ['graph', 'program'], audit: false, seek: false },
    },
    load: () => import('./codec.js').then(({ CODECS }) => CODECS[id]),
  };
}

/** For Graphviz. */
export const dot = drawing({
  id: 'dot',
  title: 'Graphviz drawing',
  extensions: ['.dot', '.gv'],
  mimeType: 'text/vnd.graphviz',
});

/** For Mermaid, which Markdown viewers draw. */
export const mermaid = drawing({
  id: 'mermaid',
  title: 'Mermaid drawing',
  extensions: ['.mmd', '.mermaid'],
  mimeType: 'text/vnd.mermaid',
});
