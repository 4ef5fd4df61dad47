/** Walks the records of a file. */

import { fieldsOf } from '../spec/fields.js';
import { MESSAGES, type MessageName, type MessageRecord } from '../spec/messages.js';

/** Every message of one kind within a record, in order of appearance; iterative, so that depth costs no stack. */
export function collect<M extends MessageName>(wanted: M, message: MessageName, record: object): MessageRecord<M>[] {
  const found: MessageRecord<M>[] = [];
  const stack: [MessageName, object][] = [[message, record]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [name, fields] = next;
    if (name === wanted) found.push(fields as MessageRecord<M>);
    for (const field of fieldsOf(name).inOrder.toReversed()) {
      if (!Object.hasOwn(MESSAGES, field.type)) continue;
      const value = (fields as Record<string, object | undefined>)[field.name];
      const children = Array.isArray(value) ? (value as object[]).toReversed() : value ? [value] : [];
      for (const child of children) stack.push([field.type as MessageName, child]);
    }
  }
  return found;
}
