/** A worker of the page from the address that the build gave it. */
export function startWorker(address: string, name: string): Worker {
  const options = { type: "module", name } as const;
  const { href } = new URL(address, import.meta.url);
  if (globalThis.origin !== "null") return new Worker(href, options);
  // A sandboxed frame has no origin, and may not start a worker from any: it starts one of its own, which imports it.
  // Not from a blob: Chromium refuses modules there.
  const source = `import ${JSON.stringify(href)};`;
  return new Worker(`data:text/javascript,${encodeURIComponent(source)}`, options);
}
