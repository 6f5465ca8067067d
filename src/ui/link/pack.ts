import { err, ok, type Result } from "../../base/index.ts";

/** Text in an address: deflated without a header, then base64 in the alphabet that addresses leave alone. */

/** The largest text that is unpacked, bytes: a few characters can hold gigabytes of it. */
const MOST_BYTES = 4_000_000;

export async function pack(text: string): Promise<string> {
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return toBase64Url(new Uint8Array(await new Response(deflated).arrayBuffer()));
}

/** The text, or what is wrong with the packed one, in words. */
export async function unpack(packed: string): Promise<Result<string, string>> {
  if (!/^[\w-]*$/.test(packed)) return err("it has characters that no link has");
  try {
    const bytes = fromBase64Url(packed);
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return await readText(inflated);
  } catch {
    return err("it is cut off or damaged");
  }
}

async function readText(stream: ReadableStream<Uint8Array>): Promise<Result<string, string>> {
  const reader = stream.getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MOST_BYTES) {
      void reader.cancel().catch(() => undefined);
      return err(`it unfolds into more than ${MOST_BYTES / 1e6} MB`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return ok(text + decoder.decode());
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Throws when so many characters are no whole bytes: the rest is missing. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
