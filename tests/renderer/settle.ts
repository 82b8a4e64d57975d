/** Lets everything that waits for an answer of the fake go on. */
export const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
