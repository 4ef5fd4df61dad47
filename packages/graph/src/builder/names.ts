/** Names of values: unique over a graph and all its subgraphs, as ONNX asks, because a subgraph sees the outer names. */

/** What a name can be taken from, as nobody outside has seen it. */
interface Named {
  name: string;
}

export class Names {
  /** Null: fixed, an input or output of the graph. */
  readonly #holders = new Map<string, Named | null>();
  readonly #next = new Map<string, number>();

  /** Gives a value the name `base`, or `base_2`, `base_3`... when that is taken. */
  give<T extends Named>(value: T, base: string): T {
    let name = base;
    for (let n = this.#next.get(base) ?? 2; this.#holders.has(name); n++) {
      name = `${base}_${n}`;
      this.#next.set(base, n + 1);
    }
    this.#holders.set(name, value);
    value.name = name;
    return value;
  }

  /**
   * Fixes a name for an input or output; a value between that has it gets another.
   *
   * @returns false when it is fixed already
   */
  claim(name: string): boolean {
    const holder = this.#holders.get(name);
    if (holder === null) return false;
    this.#holders.set(name, null);
    if (holder) this.give(holder, name);
    return true;
  }

  /** Fixes a name for this value, which had another. */
  rename(value: Named, name: string): boolean {
    if (value.name === name) {
      this.#holders.set(name, null);
      return true;
    }
    if (!this.claim(name)) return false;
    this.#holders.delete(value.name);
    value.name = name;
    return true;
  }
}
