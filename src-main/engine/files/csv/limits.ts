/** No axis of a scene is longer. */
export const LONGEST_AXIS = 65_535;
