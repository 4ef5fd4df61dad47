/**
 * The numbers that `numpy.random.RandomState(seed)` draws.
 * @see M. Matsumoto and T. Nishimura, "Mersenne Twister" (mt19937ar); numpy/random/src/legacy
 */
export class RandomState {
  readonly #state = new Uint32Array(N);
  #next = N;

  /** @param seed - 0 to 2^32 - 1 */
  constructor(seed: number) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < N; i++) state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i;
  }

  /** Whole numbers from 0 up to, not with, a bound of at most 2^32. Source: RandomState.randint, by rejection under a mask */
  integers(bound: number, count: number): number[] {
    const most = bound - 1;
    const mask = most === 0 ? 0 : 2 ** (Math.floor(Math.log2(most)) + 1) - 1;
    return Array.from({ length: count }, () => {
      if (most === 0) return 0;
      for (;;) {
        const value = (this.#draw() & mask) >>> 0;
        if (value <= most) return value;
      }
    });
  }

  #draw(): number {
    if (this.#next === N) this.#refill();
    let y = this.#state[this.#next++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < N; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % N]! & 0x7fffffff);
      state[i] = state[(i + M) % N]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }
}

const N = 624;
const M = 397;
