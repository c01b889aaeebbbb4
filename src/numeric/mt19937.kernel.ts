// The Mersenne Twister MT19937: M. Matsumoto, T. Nishimura, ACM TOMACS 8(1), 1998; seeding of the 2002 revision.
// State: 624 unsigned 32-bit words. All arithmetic is modulo 2^32.

/** Number of words in the state. */
export const STATE_WORDS = 624;

const SHIFT_WORDS = 397;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;
const TWIST = 0x9908b0df;

/**
 * Fills the state from one number (`init_genrand`).
 *
 * @param state Length 624; overwritten.
 * @param seed A whole number in `0 … 2^32 - 1`.
 */
export function seedState(state: Uint32Array, seed: number): void {
  state[0] = seed;
  for (let i = 1; i < STATE_WORDS; i++) {
    const previous = state[i - 1]!;
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
}

/**
 * Moves the state on by 624 words, after which each of them can be tempered once.
 *
 * @param state Length 624; overwritten.
 */
export function advanceState(state: Uint32Array): void {
  for (let i = 0; i < STATE_WORDS; i++) {
    const word = (state[i]! & UPPER_BIT) | (state[(i + 1) % STATE_WORDS]! & LOWER_BITS);
    const twisted = state[(i + SHIFT_WORDS) % STATE_WORDS]! ^ (word >>> 1);
    state[i] = (word & 1) === 0 ? twisted : twisted ^ TWIST;
  }
}

/** The output that belongs to a word of the state, an unsigned 32-bit number. */
export function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  y ^= y >>> 18;
  return y >>> 0;
}
