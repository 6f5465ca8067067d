/** Saves a file from the page's own memory: nothing is sent anywhere. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // The browser reads it after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
