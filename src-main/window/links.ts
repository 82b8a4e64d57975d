/** Where the networks' papers and the sample's citation live; no other address is ever opened outside. */
const LINK_HOSTS: readonly string[] = ['doi.org', 'arxiv.org'];

/** Whether the system's browser may be asked to open this address. */
export function isAllowedLink(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return (
    url.protocol === 'https:' &&
    LINK_HOSTS.includes(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}
