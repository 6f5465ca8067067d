import { useSyncExternalStore } from "react";

/** Where the reader is: the part of the address after `#`. */
export type Route =
  | { readonly page: "gallery" }
  | { readonly page: "lab"; readonly name: string; readonly seed: string | undefined; readonly set: Settings }
  | { readonly page: "file" }
  | { readonly page: "unknown"; readonly path: string };

export type Settings = readonly (readonly [path: string, value: string])[];

/** `#/run/consensus/split-vote?seed=42&set=loss=0.1` → the route; no path at all is `first`. */
export function parseRoute(hash: string, first: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  if (path === "") return lab(first, query);
  if (path === "gallery") return { page: "gallery" };
  if (path === "file") return { page: "file" };
  const name = /^run\/([\w-]+(?:\/[\w-]+)*)$/.exec(path)?.[1];
  return name === undefined ? { page: "unknown", path } : lab(name, query);
}

export function runHash(name: string, seed?: string, set: Settings = []): string {
  const query = new URLSearchParams();
  if (seed !== undefined) query.set("seed", seed);
  for (const [path, value] of set) query.append("set", `${path}=${value}`);
  const text = query.toString();
  return `#/run/${name}${text === "" ? "" : `?${text}`}`;
}

export function useRoute(first: string): Route {
  const hash = useSyncExternalStore(
    (notify) => {
      addEventListener("hashchange", notify);
      return () => removeEventListener("hashchange", notify);
    },
    () => location.hash,
  );
  return parseRoute(hash, first);
}

function lab(name: string, query: string): Route {
  const fields = new URLSearchParams(query);
  const set = fields.getAll("set").flatMap((text): [string, string][] => {
    const at = text.indexOf("=");
    return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [];
  });
  return { page: "lab", name, seed: fields.get("seed") ?? undefined, set };
}
