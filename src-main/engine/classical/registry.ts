import { randomForest } from './forest/random-forest';
import { knn } from './knn/knn';
import { svm } from './svm/svm';
import type { ClassicalMethod } from './method';

/** Every classical method. */
export const classicalMethods: readonly ClassicalMethod[] = [svm, randomForest, knn];
