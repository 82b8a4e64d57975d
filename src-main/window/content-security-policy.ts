/** Everything the page may load comes from the program itself; pictures may also be drawn by the page. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // The one policy is Svelte's: it makes fixed templates of the build into elements.
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');
