import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

/** What serves a folder of files and nothing more, as a web host does. */
export interface StaticServer {
  /** Where the folder is, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Serves `folder` below `base` (`/some/path/`) on a free port; `extra` are pages beside it, by path. */
export async function serveStatic(
  folder: string,
  base: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const page = extra[pathname];
    if (page === undefined)
      void sendFile(folder, pathname.startsWith(base) ? pathname.slice(base.length) : "..", response);
    else response.writeHead(200, { "content-type": types[".html"] }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the static server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function sendFile(folder: string, path: string, response: ServerResponse): Promise<void> {
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : normalize(path);
  // Frames without an origin may read it, as on the common hosts of static pages.
  const headers = { "access-control-allow-origin": "*", "cache-control": "no-store" };
  try {
    if (file.startsWith("..")) throw new Error("outside of the folder");
    const bytes = await readFile(join(folder, file));
    response.writeHead(200, { ...headers, "content-type": types[extname(file)] ?? "text/plain" }).end(bytes);
  } catch {
    response.writeHead(404, headers).end();
  }
}
