/** Which of the panels around the picture are open. */
export class PanelVisibility {
  left = $state(true);
  right = $state(true);
  spectrum = $state(true);
}
