/** Where the reader is: the part of the address after `#`. */
export type Route =
  | { readonly page: "gallery" }
  | { readonly page: "matrix"; readonly seed?: string }
  | ({ readonly page: "find" } & FindAddress)
  | ({ readonly page: "lab"; readonly isFirst: boolean } & RunAddress)
  | { readonly page: "file" }
  | { readonly page: "link"; readonly packed: string }
  | { readonly page: "kept"; readonly id: string }
  | { readonly page: "unknown"; readonly path: string };

export type LabRoute = Extract<Route, { page: "lab" | "file" | "link" | "kept" }>;

export function isLabRoute(route: Route): route is LabRoute {
  return route.page === "lab" || route.page === "file" || route.page === "link" || route.page === "kept";
}

export type Settings = readonly (readonly [path: string, value: string])[];

/** A scenario of the gallery, and where in its run: what people can read and write. */
export interface RunAddress {
  readonly name: string;
  readonly seed?: string;
  readonly set?: Settings;
  /** `2.173s`; `event` when several share the moment. */
  readonly at?: string;
  readonly event?: string;
  /** How far the run was played, when the reader went back since. */
  readonly seen?: string;
  /** `n4`, `link.n1.n2`, `event.812`, `operation.5`. */
  readonly select?: string;
  readonly tab?: string;
  /** The map of consistency models is shown, and on it this one: `linearizable`; empty for the one that tells most. */
  readonly models?: string;
  /** The engine's version. */
  readonly v?: string;
}

const WORDS = ["seed", "at", "event", "seen", "select", "tab", "models", "v"] as const;

/** `#/run/consensus/split-vote?seed=42&set=loss=0.1&at=2.1s` → the route; no path at all is `first`. */
export function parseRoute(hash: string, first: string): Route {
  const text = hash.replace(/^#\/?/, "");
  const mark = text.indexOf("?");
  const path = mark < 0 ? text : text.slice(0, mark);
  const query = mark < 0 ? "" : text.slice(mark + 1);
  if (path === "") return { page: "lab", isFirst: true, ...runAddress(first, query) };
  if (path === "gallery") return { page: "gallery" };
  if (path === "matrix") return { page: "matrix", ...Object.fromEntries(new URLSearchParams(query)) };
  if (path === "find") return { page: "find", ...Object.fromEntries(new URLSearchParams(query)) };
  if (path === "file") return { page: "file" };
  const [, kind, rest = ""] = /^(run|x|kept)\/(.*)$/.exec(path) ?? [];
  if (kind === "x") return { page: "link", packed: rest };
  if (kind === "kept" && rest !== "") return { page: "kept", id: rest };
  return kind === "run" && /^[\w-]+(?:\/[\w-]+)*$/.test(rest)
    ? { page: "lab", isFirst: false, ...runAddress(rest, query) }
    : { page: "unknown", path };
}

export function runHash({ name, set = [], ...words }: RunAddress): string {
  const query = new URLSearchParams();
  if (words.seed !== undefined) query.set("seed", words.seed);
  for (const [path, value] of set) query.append("set", `${path}=${value}`);
  for (const word of WORDS) {
    const value = words[word];
    if (value !== undefined && word !== "seed") query.set(word, value);
  }
  const text = query.toString();
  return `#/run/${name}${text === "" ? "" : `?${text}`}`;
}

/** Which models a history is to tell apart; what cannot be used is the page's usual choice. */
export interface FindAddress {
  readonly family?: string;
  readonly holds?: string;
  readonly broken?: string;
  /** The same three, so written that a class does not read the answer off the address: `packQuestion`. */
  readonly question?: string;
}

export const findHash = (address: Required<Omit<FindAddress, "question">>): string =>
  `#/find?${new URLSearchParams({ ...address }).toString()}`;

/** An exam question's address. No secret, only not in plain sight. */
export const questionHash = (address: Required<Omit<FindAddress, "question">>): string =>
  `#/find?question=${btoa(`${address.family} ${address.holds} ${address.broken}`).replace(/=+$/, "")}`;

/** What `questionHash` hides; what cannot be read is nothing. */
export function openQuestion({ question, ...address }: FindAddress): FindAddress {
  if (question === undefined || !/^[A-Za-z0-9+/]+$/.test(question)) return address;
  const [family = "", holds = "", broken = ""] = atob(question).split(" ");
  return { family, holds, broken };
}

export const keptHash = (id: string): string => `#/kept/${id}`;

function runAddress(name: string, query: string): RunAddress {
  const fields = new URLSearchParams(query);
  const set = fields.getAll("set").flatMap((text): [string, string][] => {
    const at = text.indexOf("=");
    return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [];
  });
  const words = WORDS.flatMap((word) => {
    const value = fields.get(word);
    return value === null ? [] : [[word, value] as const];
  });
  return { name, ...(set.length > 0 ? { set } : {}), ...Object.fromEntries(words) };
}
