/** Reading all that a document offers. */

import { isCodecError, type Document, type Inspection, type Tensor, type View, type ViewTypes } from '@brine/core';

/** Every view that there is. */
export const VIEWS: readonly View[] = ['value', 'tensors', 'graph', 'program', 'keras', 'hierarchy'];

/** A tensor with its elements, or with the code of the reason why it has none to give. */
export interface TensorContent extends Omit<Tensor, 'read'> {
  readonly content: unknown;
}

export interface Everything {
  readonly inspection: Inspection;
  /** Views by name; `values` too. */
  readonly views: ReadonlyMap<string, unknown>;
}

/** The inspection and all views of a document, with the elements of its tensors. */
export async function readEverything(document: Document): Promise<Everything> {
  const inspection = await document.inspect();
  const views = new Map<string, unknown>();
  for (const view of VIEWS) if (document[view]) views.set(view, await readView(document, view));
  if (document.values) views.set('values', await document.values());
  return { inspection, views };
}

/** A view; of tensors, their elements. */
export async function readView(document: Document, view: View): Promise<unknown> {
  const read = document[view] as (() => Promise<ViewTypes[View]>) | undefined;
  const content = await read?.call(document);
  return view === 'tensors' ? Promise.all((content as readonly Tensor[]).map(tensorContent)) : content;
}

async function tensorContent(tensor: Tensor): Promise<TensorContent> {
  const { read: _, ...rest } = tensor;
  try {
    return { ...rest, content: await tensor.read() };
  } catch (error) {
    if (isCodecError(error) && error.fault === 'unsupported') return { ...rest, content: error.code };
    throw error;
  }
}
