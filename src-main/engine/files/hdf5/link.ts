/** A name in a group and what it stands for; another file's objects are never visited. */
export type Link = { name: string; order?: number } & (
  { kind: 'object'; address: number } | { kind: 'path'; path: string } | { kind: 'elsewhere' }
);
