import type { Bench } from './bench';
import { filesBench } from './files/bench';
import { operationsBench } from './operations/bench';
import { sliderBench } from './slider/bench';
import { speedBench } from './speed/bench';

/** Everything that `npm run bench` can measure; to add one, write a `Bench` and list it here. */
export const benches: readonly Bench[] = [filesBench, sliderBench, speedBench, operationsBench];
