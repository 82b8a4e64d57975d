/** Data flows one way; each room of the engine imports only rooms before it. */
const rooms = [
  'files',
  'cube',
  'preprocessing',
  'samples',
  'networks',
  'classical',
  'training',
  'prediction',
  'classifiers',
  'evaluation',
  'export',
  'jobs',
];

const roomRules = rooms.map((room, index) => ({
  name: `engine-${room}-imports-only-earlier-rooms`,
  severity: 'error',
  from: { path: `^src-main/engine/${room}/` },
  to: {
    path:
      rooms
        .slice(index + 1)
        .map((later) => `^src-main/engine/${later}/`)
        .join('|') || '^$',
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...roomRules,
    {
      name: 'shared-imports-nothing',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: { pathNot: '^src-shared/' },
    },
    {
      name: 'engine-is-pure-node',
      severity: 'error',
      from: { path: '^src-main/engine/' },
      to: { path: '^(src-renderer/|src-main/(?!engine/)|node_modules/electron/)|^electron$' },
    },
    {
      name: 'tensorflow-native-only-in-the-network-worker',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/network-worker\\.ts$' },
      to: { path: '@tensorflow/tfjs-node' },
    },
    {
      name: 'renderer-knows-only-shared-types',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/|^electron$' },
    },
    {
      name: 'generic-components-know-no-domain',
      severity: 'error',
      from: { path: '^src-renderer/components/' },
      to: { path: '^src-renderer/(features|state|backend|canvas|charts)/|^src-shared/' },
    },
    {
      name: 'only-the-backend-room-touches-the-api',
      severity: 'error',
      from: { path: '^src-renderer/(?!backend/)', pathNot: '^src-renderer/[^/]+$' },
      to: { path: 'window-api' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.mts', '.js', '.svelte', '.json'] },
  },
};
