/** Two reads that should agree do not; its message says which. */
export class Inconsistency extends Error {}
