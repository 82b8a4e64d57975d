import { knn } from './knn/knn';
import type { ClassicalMethod } from './method';

/** Every classical method. */
export const classicalMethods: readonly ClassicalMethod[] = [knn];
