import type { TrainingSettings } from '@shared/training';
import type { Layer } from '../networks/layer';
import { pixelShuffle, shuffledPixels } from '../networks/layers/pixel-shuffle';
import { experimentOf } from '../samples/experiment-settings';

/** Layers that a run's experiment puts in front of its network, in training and whenever its model is used. */
export function layersBefore(settings: Pick<TrainingSettings, 'patch' | 'seed' | 'experiment'>): Layer[] {
  if (!experimentOf(settings).pixelShuffle) return [];
  return [pixelShuffle(shuffledPixels(settings.patch, settings.seed))];
}
