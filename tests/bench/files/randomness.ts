/** Noise from 0 to 100, the same in every run (a linear congruential generator of Numerical Recipes). */
export class Randomness {
  private state = 1;

  next(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return (this.state / 2 ** 32) * 100;
  }
}
