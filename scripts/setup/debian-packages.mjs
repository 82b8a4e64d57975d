/** Which Debian or Ubuntu package brings a library. Newer releases renamed some for 64-bit time ("t64"). */
const packageOf = {
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgdk_pixbuf-2.0.so.0': 'libgdk-pixbuf-2.0-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
};
const renamed = new Set([
  'libasound2',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libatspi2.0-0',
  'libcups2',
  'libglib2.0-0',
  'libgtk-3-0',
]);
/** What a bare system needs for the usual program; other systems name these otherwise. */
const elsewhere = [
  { family: /fedora|rhel|centos/, command: 'sudo dnf install gtk3 nss alsa-lib mesa-libgbm' },
  { family: /arch/, command: 'sudo pacman -S gtk3 nss alsa-lib mesa' },
  { family: /suse/, command: 'sudo zypper install gtk3-tools mozilla-nss libasound2 libgbm1' },
];

/**
 * @param {string[]} libraries names as the loader knows them: "libnss3.so"
 * @param {boolean} timeSixtyFour does this release use the new names?
 * @returns {{ packages: string[], unknown: string[] }}
 */
export function debianPackages(libraries, timeSixtyFour) {
  const names = libraries.filter((library) => packageOf[library]).map((library) => packageOf[library]);
  const packages = names.map((name) => (timeSixtyFour && renamed.has(name) ? `${name}t64` : name));
  return {
    packages: [...new Set(packages)].sort(),
    unknown: libraries.filter((library) => !packageOf[library]),
  };
}

/** @param {string} osRelease the text of /etc/os-release */
export function isDebianLike(osRelease) {
  return /\b(?:debian|ubuntu)\b/.test(familyOf(osRelease));
}

/** Debian from 13 on and Ubuntu from 24.04 on, and what is made from them. */
export function usesTimeSixtyFour(osRelease) {
  const codename =
    field(osRelease, 'UBUNTU_CODENAME') ||
    field(osRelease, 'DEBIAN_CODENAME') ||
    field(osRelease, 'VERSION_CODENAME');
  return !/^(?:stretch|buster|bullseye|bookworm|bionic|focal|jammy|kinetic|lunar|mantic)$/.test(codename);
}

/** @returns {string | undefined} the command that installs the usual libraries on a system that is no Debian */
export function commandElsewhere(osRelease) {
  return elsewhere.find(({ family }) => family.test(familyOf(osRelease)))?.command;
}

function familyOf(osRelease) {
  return `${field(osRelease, 'ID')} ${field(osRelease, 'ID_LIKE')}`;
}

function field(osRelease, name) {
  return new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
}
