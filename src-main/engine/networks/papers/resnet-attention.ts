import { COMPONENTS_FOR_COLOURS, form, windowMethod } from '../recipes';
import { defineNetwork, type NetworkSpec } from '../spec';
import { changesOfDepth, DEEPER, sourceOf, STEM_CHANGE } from './resnet';
import { resnetLayers, type Attention, type Drawn } from './resnet-layers';

export type AttentiveDepth = 18 | 50;

const WINDOWS = {
  18: { patch: 13, epochs: 40, learningRate: 1e-3, batch: 64 },
  50: { patch: 13, epochs: 20, ...DEEPER },
};

/** A ResNet with attention in every block, in front of the addition; SE-ResNet and CBAM-ResNet differ in nothing else. */
export function attentiveResnet(
  depth: AttentiveDepth,
  names: Pick<NetworkSpec, 'id' | 'title' | 'paper'>,
  attention: Attention,
  drawn?: Drawn,
): NetworkSpec {
  return defineNetwork({
    ...names,
    deviations: [],
    published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
    options: { form },
    recipe: {
      ...WINDOWS[depth],
      components: 30,
      optimizer: 'Adam',
      source: sourceOf(depth),
      changes: [
        COMPONENTS_FOR_COLOURS,
        'A window of 13, of which conv2_x leaves 3x3 pixels to conv3_x with 18 layers and 5x5 with 50.',
        STEM_CHANGE,
        'No padding in the stem and conv2_x, their shortcuts cropped: they never see zeros that are not there. Attention ' +
          'is made from the whole window, so that windows share the stem only.',
        ...changesOfDepth(depth),
      ],
    },
    method: windowMethod,
    layers: (classes, options) =>
      resnetLayers(depth, classes, options.form === 'published', attention, drawn),
  });
}
