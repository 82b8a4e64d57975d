/** What the three generations of Inception networks are built from. */
export interface InceptionForm {
  classes: number;
  /** Else for small windows. */
  asPublished: boolean;
  /** Classifiers beside the network whose losses join while training. */
  withAuxiliary: boolean;
}
