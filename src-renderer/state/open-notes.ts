import type { Candidate } from '@shared/pairing';
import type { FileInfo } from '@shared/scene';
import { fileName } from '../messages/format';
import { describeError } from '../messages/messages';
import type { Alerts } from './alerts.svelte';
import type { Found } from './pairing';

const nameOf = ({ file, variable }: Candidate) => `${fileName(file)} · ${variable}`;

/** Says what was found beside a cube, and how it is used. */
export function tellFound(alerts: Alerts, { masks, wavelengths, unfitting }: Found): void {
  if (wavelengths)
    alerts.add('scene', 'note', ({ open }) => open.wavelengthsFound(fileName(wavelengths.file)));
  if (masks)
    alerts.add('scene', 'note', ({ open }) =>
      open.masksFound(nameOf(masks.training[0]), nameOf(masks.test[0])),
    );
  if (unfitting)
    alerts.add('scene', 'warning', ({ open }) =>
      open.unfitting(nameOf(unfitting), unfitting.shape.join(' × ')),
    );
}

/** Says, once for all of them, which of several files could not be read. */
export function tellUnread(alerts: Alerts, infos: readonly FileInfo[]): void {
  const [first, ...others] = infos.flatMap(({ problem }) => problem ?? []);
  if (!first) return;
  alerts.add('scene', 'warning', (messages) => {
    const told = describeError(messages, first);
    return others.length > 0 ? messages.open.unread(String(others.length + 1), told) : told;
  });
}
