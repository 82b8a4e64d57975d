import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import {
  activationsOf,
  checkedOutputShape,
  sizeOf,
  type ApplyContext,
  type KerasLayer,
  type Layer,
  type LayerPart,
  type Shape,
  type WeightSpec,
} from '../layer';
import { cropShape, cropTo, offsetsBetween } from './crop';

const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);

/** A part's own weights, out of those of the layer it is in, and a context in which its updates find their way. */
function applyParts(
  owner: string,
  parts: readonly LayerPart[],
  weights: readonly Tensor[],
  context: ApplyContext,
): ((x: Tensor) => Tensor)[] {
  let next = 0;
  return parts.map(({ layer, input }) => {
    const first = next;
    next += layer.weights(input).length;
    const own = weights.slice(first, next);
    const update: ApplyContext['update'] = (_, position, value) =>
      context.update(owner, first + position, value);
    return (x) => layer.apply(x, own, { ...context, update });
  });
}

type Counted = 'weights' | 'macs' | 'activations';

/** What a layer adds up from its parts; `own` are the values that joining them leaves behind. */
function counted(
  partsOf: (input: Shape) => LayerPart[],
  own: (input: Shape) => number,
): Required<Pick<Layer, Counted>> {
  const named = ({ layer, input }: LayerPart): WeightSpec[] =>
    layer.weights(input).map((weight) => ({ ...weight, name: `${layer.name}/${weight.name}` }));
  return {
    weights: (input) => partsOf(input).flatMap(named),
    macs: (input) => sum(partsOf(input).map((part) => part.layer.macs(part.input))),
    activations: (input) =>
      own(input) + sum(partsOf(input).map((part) => activationsOf(part.layer, part.input))),
  };
}

/** Layers one after the other; none at all hands its input on. */
export function sequence(name: string, layers: readonly Layer[], kind = 'Sequence'): Layer {
  const parts = (input: Shape): LayerPart[] => {
    let shape = input;
    return layers.map((layer) => {
      const part = { layer, input: shape };
      shape = checkedOutputShape(layer, shape);
      return part;
    });
  };
  const reaches = layers.map(({ reach }) => reach);
  return {
    name,
    kind,
    reach: reaches.includes(undefined) ? undefined : sum(reaches as number[]),
    outputShape: (input) => layers.reduce((shape, layer) => checkedOutputShape(layer, shape), input),
    ...counted(parts, () => 0),
    parts,
    keras: (input) => kerasOf(name, parts(input)),
    apply: (x, weights, context) =>
      applyParts(name, parts(x.shape.slice(1)), weights, context).reduce((value, run) => run(value), x),
  };
}

/** Those of all parts, where each has some. */
function kerasOf(owner: string, parts: readonly LayerPart[]): KerasLayer[] | undefined {
  const all = parts.map(({ layer, input }) => layer.keras?.(input));
  if (all.includes(undefined)) return undefined;
  return (all as KerasLayer[][]).flat().map((layer) => ({ ...layer, name: `${owner}-${layer.name}` }));
}

interface Parallel {
  name: string;
  kind: string;
  /** What each part makes of its input stays beside the others until they are joined. */
  layers: readonly Layer[];
  reach: number | undefined;
  /** What of the input a part sees; all of it where left out. */
  entryShape?: (input: Shape, index: number) => Shape;
  entry?: (x: Tensor, index: number) => Tensor;
  joinedShape(outputs: readonly Shape[], input: Shape): Shape;
  join(outputs: readonly Tensor[], x: Tensor): Tensor;
}

function parallel(description: Parallel): Layer {
  const { name, kind, layers, reach, entryShape, entry, joinedShape, join } = description;
  const parts = (input: Shape): LayerPart[] =>
    layers.map((layer, index) => ({ layer, input: entryShape ? entryShape(input, index) : input }));
  const outputShape = (input: Shape) =>
    joinedShape(
      parts(input).map((part) => checkedOutputShape(part.layer, part.input)),
      input,
    );
  return {
    name,
    kind,
    reach,
    outputShape,
    ...counted(parts, (input) => sizeOf(outputShape(input))),
    parts,
    apply: (x, weights, context) => {
      const runs = applyParts(name, parts(x.shape.slice(1)), weights, context);
      return join(
        runs.map((run, index) => run(entry ? entry(x, index) : x)),
        x,
      );
    },
  };
}

/** The largest reach where every part has one: the others are cropped to it. */
function widest(layers: readonly Layer[]): number | undefined {
  const reaches = layers.map(({ reach }) => reach);
  return reaches.includes(undefined) ? undefined : Math.max(...(reaches as number[]));
}

/**
 * body(x) + shortcut(x) (He et al. 2016, arXiv:1512.03385, equations 1 and 2); an empty shortcut is the identity.
 * Where the body pads nothing, the shortcut sees the middle of the input that the body's output lies over.
 */
export function residual(name: string, body: readonly Layer[], shortcut: readonly Layer[] = []): Layer {
  const main = sequence('body', body, 'Body');
  const side = sequence('shortcut', shortcut, 'Shortcut');
  const seen = (input: Shape): Shape => {
    const offsets = offsetsBetween(side.outputShape(input), main.outputShape(input));
    return cropShape(input, offsets);
  };
  return parallel({
    name,
    kind: 'Residual',
    layers: shortcut.length > 0 ? [main, side] : [main],
    reach: widest([main, side]),
    entryShape: (input, index) => (index === 0 ? input : seen(input)),
    entry: (x, index) => (index === 0 ? x : cropTo(x, seen(x.shape.slice(1)))),
    joinedShape: ([output, beside], input) => requireEqual(name, output, beside ?? seen(input)),
    join: ([output, beside], x) => tf.add(output, beside ?? cropTo(x, seen(x.shape.slice(1)))),
  });
}

function requireEqual(name: string, body: Shape, shortcut: Shape): Shape {
  if (body.join() === shortcut.join()) return body;
  throw new RangeError(
    `${name} would add ${shortcut.join(' x ')} values to ${body.join(' x ')}: its two ways differ`,
  );
}

/** The outputs of several ways through, one behind the other in the last axis; larger ones are cropped. */
export function branches(name: string, ways: Readonly<Record<string, readonly Layer[]>>): Layer {
  const layers = Object.entries(ways).map(([way, layersOfWay]) => sequence(way, layersOfWay, 'Branch'));
  return parallel({ name, kind: 'Branches', layers, reach: widest(layers), ...concatenation(name) });
}

/**
 * Splits the channels into as many equal parts as there are ways (ShuffleNet v2: Ma et al. 2018, arXiv:1807.11164,
 * figure 3), and puts the results one behind the other.
 */
export function splitChannels(name: string, ways: Readonly<Record<string, readonly Layer[]>>): Layer {
  const layers = Object.entries(ways).map(([way, layersOfWay]) => sequence(way, layersOfWay, 'Branch'));
  const share = (shape: Shape) => shape[shape.length - 1] / layers.length;
  return parallel({
    name,
    kind: 'ChannelSplit',
    layers,
    reach: widest(layers),
    entryShape: (input) => {
      if (Number.isInteger(share(input))) return [...input.slice(0, -1), share(input)];
      throw new RangeError(`${name} cannot split ${input[input.length - 1]} channels into ${layers.length}`);
    },
    entry: (x, index) => {
      const begin = x.shape.map((_, axis) => (axis === x.rank - 1 ? index * share(x.shape) : 0));
      return tf.slice(x, begin, [...x.shape.slice(0, -1), share(x.shape)]);
    },
    ...concatenation(name),
  });
}

function concatenation(name: string): Pick<Parallel, 'joinedShape' | 'join'> {
  const smallest = (shapes: readonly Shape[]): Shape =>
    shapes[0].slice(0, -1).map((_, axis) => Math.min(...shapes.map((shape) => shape[axis])));
  return {
    joinedShape: (outputs) => {
      const field = smallest(outputs);
      outputs.forEach((shape) => offsetsBetween(shape, [...field, 1]));
      if (outputs.some((shape) => shape.length !== outputs[0].length))
        throw new RangeError(`${name} joins ways of different kinds of output`);
      return [...field, sum(outputs.map((shape) => shape[shape.length - 1]))];
    },
    join: (outputs) => {
      const field = smallest(outputs.map(({ shape }) => shape.slice(1)));
      return tf.concat(
        outputs.map((output) => cropTo(output, [...field, output.shape[output.rank - 1]])),
        -1,
      );
    },
  };
}

/**
 * x * gate(x): attention. A gate of one number a channel holds for the whole window; a gate with rows and columns is
 * for each pixel, and where it pads nothing x is cropped to it. One number a pixel holds for all channels.
 */
export function scaled(name: string, gate: readonly Layer[]): Layer {
  const layer = sequence('gate', gate, 'Gate');
  const fieldOf = (input: Shape, output: Shape): Shape =>
    output.length === 1 ? input : [...output.slice(0, -1), input[input.length - 1]];
  return parallel({
    name,
    kind: 'Scaled',
    layers: [layer],
    reach: layer.reach,
    joinedShape: ([output], input) => {
      const field = fieldOf(input, output);
      offsetsBetween(input, field);
      return field;
    },
    join: ([output], x) => {
      const [batch, ...shape] = x.shape;
      if (output.rank > 2) return tf.mul(cropTo(x, fieldOf(shape, output.shape.slice(1))), output);
      const spread = shape.slice(0, -1).map(() => 1);
      return tf.mul(x, tf.reshape(output, [batch, ...spread, shape[shape.length - 1]]));
    },
  });
}
