type Triple = [red: number, green: number, blue: number];

/** Nanometres that stand for red, green and blue. */
const RED_GREEN_BLUE: Triple = [640, 550, 460];

/** 0-based bands that published pictures of known scenes show, where their files hold no wavelengths. */
const KNOWN_SCENES: readonly { name: RegExp; bands: number; rgb: Triple }[] = [
  { name: /^(indian_?pines|salinas|ksc)/i, bands: 176, rgb: [43, 21, 11] },
  { name: /^pavia/i, bands: 102, rgb: [55, 41, 12] },
  { name: /^botswana/i, bands: 145, rgb: [75, 33, 15] },
];

/**
 * Bands nearest to a colour that would spoil the composite, and the neighbour shown in their place. In the corrected
 * Indian Pines scene some 4 % of band 16 (548 nm), the darkest pixels, lie 800 below all others: the stretch that
 * takes them in leaves everything else green.
 */
const FAULTY_BANDS: readonly { name: RegExp; bands: number; faulty: number; instead: number }[] = [
  { name: /^indian_?pines_corrected$/i, bands: 200, faulty: 15, instead: 14 },
];

/** Where red, green and blue lie in a visible and near-infrared sensor, and in one that reaches to 2500 nm. */
const VISIBLE_SENSOR: Triple = [0.53, 0.4, 0.12];
const FULL_RANGE_SENSOR: Triple = [0.21, 0.105, 0.055];
const FULL_RANGE_BANDS = 150;
const FEW_BANDS = 10;

/**
 * 0-based bands of the composite that a scene is first shown in: nearest to red, green and blue where the wavelengths
 * are known, else the usual ones of the scene or of a sensor with so many bands.
 */
export function defaultRgb(bands: number, wavelengths?: readonly number[], variable = ''): Triple {
  if (wavelengths) {
    const sound = (band: number) =>
      FAULTY_BANDS.find(
        ({ name, bands: count, faulty }) => faulty === band && count === bands && name.test(variable),
      )?.instead ?? band;
    const [red, green, blue] = RED_GREEN_BLUE.map((color) => sound(nearest(wavelengths, color)));
    // A sensor of the short-wave infrared has one band that is nearest to all three.
    if (red !== green && green !== blue && blue !== red) return [red, green, blue];
    return spread(bands);
  }
  const known = KNOWN_SCENES.find((scene) => scene.name.test(variable) && bands >= scene.bands);
  if (known) return [...known.rgb];
  if (bands < FEW_BANDS) return spread(bands);
  const places = bands >= FULL_RANGE_BANDS ? FULL_RANGE_SENSOR : VISIBLE_SENSOR;
  return places.map((place) => Math.round(place * (bands - 1))) as Triple;
}

/** Last, middle and first band. */
function spread(bands: number): Triple {
  return [bands - 1, Math.floor((bands - 1) / 2), 0];
}

function nearest(wavelengths: readonly number[], target: number): number {
  let best = 0;
  for (let band = 1; band < wavelengths.length; band++) {
    if (Math.abs(wavelengths[band] - target) < Math.abs(wavelengths[best] - target)) best = band;
  }
  return best;
}
