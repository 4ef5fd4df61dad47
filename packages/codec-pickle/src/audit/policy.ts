/** What names may be used for: the allow-list as data, and how it is looked up. */

import { CodecError } from '@brine/core';
import { isSchema } from './schema.js';

/**
 * What may be done with a name. An operation that is absent is not allowed. Arguments and states are schemas, see `schema.ts`.
 */
export interface Permission {
  /** Arguments of REDUCE, INST and OBJ. */
  readonly call?: string;
  /** Arguments of NEWOBJ and NEWOBJ_EX (keywords after the positional ones). */
  readonly new?: string;
  /** State of BUILD, for what the calls above give. */
  readonly build?: string;
  /** Items of APPEND and APPENDS. */
  readonly append?: string;
  /** Keys and values of SETITEM and SETITEMS. */
  readonly setItems?: string;
  /** Items of ADDITEMS. */
  readonly addItems?: string;
  /** Class of what a call of a function gives; of a class it is the class itself. */
  readonly result?: string;
}

/** Names of one library that may be used alike. To be named (a class in a list, a function in a state) all of them may. */
export interface PolicyGroup extends Permission {
  /** Why this is safe. */
  readonly why: string;
  /** Names by module, with blanks between. */
  readonly names: Readonly<Record<string, string>>;
}

/** A part of the allow-list. */
export interface PolicyTable {
  readonly library: string;
  /** Versions in which the names were seen at work, and where those of other versions are from. */
  readonly evidence: readonly string[];
  readonly groups: readonly PolicyGroup[];
}

/** One row of a user's own policy: explicit names and what may be done with them. */
export interface Allowance extends Permission {
  /** `module.name`, written out. */
  readonly names: readonly string[];
  readonly why?: string;
}

const OPERATIONS = ['call', 'new', 'build', 'append', 'setItems', 'addItems'] as const;

/** @throws CodecError `option` for a user's row that is no schema */
function checkSchemas(allowance: Allowance): void {
  for (const operation of OPERATIONS) {
    const schema = allowance[operation];
    if (schema === undefined || isSchema(schema)) continue;
    throw new CodecError({
      codec: 'pickle',
      code: 'BRINE-PICKLE-POLICY',
      fault: 'option',
      message: `"${operation}" of ${allowance.names.join(', ')} is no schema: ${JSON.stringify(schema)}`,
      hint: 'As in "", "data*", "str,int?", "attributes": see the documentation of policies.',
    });
  }
}

/** The allow-list, by `module.name`. */
export class Policy {
  private readonly permissions = new Map<string, Permission>();
  private readonly own = new Map<string, Allowance>();

  constructor(tables: readonly PolicyTable[], allowances: readonly Allowance[] = []) {
    for (const { groups } of tables) for (const group of groups) this.addGroup(group);
    for (const allowance of allowances) {
      checkSchemas(allowance);
      for (const name of allowance.names) {
        this.permissions.set(name, allowance);
        this.own.set(name, allowance);
      }
    }
  }

  /** What may be done with a name; undefined when it is unknown, and then nothing may. */
  get(name: string): Permission | undefined {
    return this.permissions.get(name);
  }

  /** The user's own row for a name. */
  ownRow(name: string): Allowance | undefined {
    return this.own.get(name);
  }

  private addGroup(group: PolicyGroup): void {
    for (const [module, names] of Object.entries(group.names)) {
      for (const name of names.split(' ')) this.permissions.set(`${module}.${name}`, group);
    }
  }
}
