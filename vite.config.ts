import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type PluginOption, type UserConfig } from "vite";
import { VitePWA, type ManifestOptions } from "vite-plugin-pwa";
import type { TestProjectConfiguration } from "vitest/config";
import { parse } from "yaml";
import manifest from "./package.json" with { type: "json" };

const separate = ["rooms", "cli", "scenarios", "validation", "browser", "package"].map(
  (name) => `test/${name}/**`,
);

const testProjects: TestProjectConfiguration[] = [
  { extends: true, test: { name: "rooms", include: ["test/rooms/**/*.test.ts"] } },
  {
    extends: true,
    test: { name: "unit", include: ["test/**/*.test.{ts,tsx}"], exclude: separate, testTimeout: 30_000 },
  },
  {
    extends: true,
    test: {
      name: "cli",
      include: ["test/cli/**/*.test.ts"],
      globalSetup: "test/cli/build-command.ts",
      testTimeout: 30_000,
    },
  },
  {
    extends: true,
    test: { name: "scenarios", include: ["test/scenarios/**/*.test.ts"], testTimeout: 60_000 },
  },
  {
    extends: true,
    test: { name: "validation", include: ["test/validation/**/*.test.ts"], testTimeout: 120_000 },
  },
  {
    extends: true,
    test: {
      name: "browser",
      include: ["test/browser/**/*.test.ts"],
      globalSetup: "test/browser/page-server.ts",
      fileParallelism: false,
      // What waits for a browser on a busy machine may come too late once; the report marks whatever was tried again.
      retry: 1,
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  },
  { extends: true, test: { name: "package", include: ["test/package/**/*.test.ts"], testTimeout: 300_000 } },
];

// Two builds from one file: `vite build` makes the page, `vite build --ssr` what Node runs.
export default defineConfig(({ isSsrBuild }) => ({
  ...(isSsrBuild ? nodeBuild() : pageBuild()),
  test: { projects: testProjects },
}));

const comments = { legal: false };

/** What is loaded at once is one file, which compresses better than many and comes in one go. */
const first = { name: "first", tags: ["$initial" as const] };

/**
 * In a worker that file is beside the one that it is started from: WebKit runs the latter again, as another module, for
 * whatever is loaded later and imports from it.
 */
const firstOfWorker = { ...first, test: /^(?!.*\.worker\.ts)/, includeDependenciesRecursively: false };

/** Plain functions, and files that do nothing but declare: what page and workers do not use of them stays away. */
const treeshake = {
  moduleSideEffects: (id: string): boolean => !/\/node_modules\/(@stdlib|yaml)\/|\/src\/(?!ui\/)/.test(id),
};

/**
 * Static files that work under any path. What the first picture needs is one file, which compresses better than many;
 * React, which changes rarely, is kept apart.
 */
function pageBuild(): UserConfig {
  return {
    base: "./",
    plugins: [react(), gallery(), offline()],
    worker: {
      format: "es",
      plugins: () => [withoutPolyfills(), engineOnDemand()],
      rolldownOptions: { treeshake, output: { comments, codeSplitting: { groups: [firstOfWorker] } } },
    },
    build: {
      outDir: "dist/page",
      target: "es2022",
      // What loads a part of the page has been loaded itself; Firefox calls it an error to preload that again.
      // The first load preloads two files: a browser that cannot do that fetches them a moment later.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_, deps) => deps.filter((dep) => !/\/index-[^/]+\.js$/.test(dep)),
      },
      rolldownOptions: {
        treeshake,
        output: {
          codeSplitting: {
            groups: [{ name: "react", test: /node_modules\/(react|react-dom|scheduler)\// }, first],
          },
        },
      },
    },
  };
}

/**
 * The engine of an open run begins with what the first picture needs: beside a file may stand another,
 * `registry.on-demand.ts` beside `registry.ts`, which exports the same, has less, and loads the other. Everybody else, all of Node above all, has everything at once.
 */
function engineOnDemand(): Plugin {
  let isEngine = false;
  return {
    name: "lightcone:engine-on-demand",
    enforce: "pre",
    buildStart({ input }) {
      isEngine = Object.values(input).some((file) => file.endsWith("/session.worker.ts"));
    },
    resolveId(source, importer) {
      if (!isEngine || importer === undefined || !source.startsWith(".")) return undefined;
      const file = resolve(dirname(importer), source).replace(/\.ts$/, ".on-demand.ts");
      return file !== importer && existsSync(file) ? file : undefined;
    },
  };
}

/**
 * The math library's own typed arrays and `defineProperty`, each with a copy for browsers that have none and with
 * what that needs to word its errors: a tenth of the worker's bytes saved. Every browser that knows modules has
 * them all; the math itself stays as it is, and so do its bits.
 */
function withoutPolyfills(): Plugin {
  return {
    name: "lightcone:without-polyfills",
    enforce: "pre",
    load(id) {
      const name = /\/@stdlib\/([a-z0-9-]+)\/lib\/index\.js$/.exec(id)?.[1] ?? "";
      const native = natives[name];
      return native === undefined ? undefined : `module.exports = ${native};`;
    },
  };
}

const natives: Readonly<Record<string, string>> = {
  "array-float64": "Float64Array",
  "array-uint8": "Uint8Array",
  "array-uint16": "Uint16Array",
  "array-uint32": "Uint32Array",
  "utils-define-property": "Object.defineProperty",
};

/**
 * After the first visit everything that the page may ever load is in the browser: workers, what is loaded on
 * demand, scenarios, lessons and fonts. All addresses are relative to the service worker's own, so that the folder
 * works anywhere. `src/ui/offline` registers it; a newer version waits until the page asks for it.
 */
function offline(): PluginOption {
  return VitePWA({
    strategies: "generateSW",
    registerType: "prompt",
    injectRegister: false,
    includeAssets: [],
    manifest: webManifest(),
    workbox: {
      globPatterns: ["**/*.{js,css,html,json,woff2}"],
      maximumFileSizeToCacheInBytes: 8_000_000,
      // The page itself, whatever stands after `?`; other files beside it are none of its business.
      navigateFallback: null,
      ignoreURLParametersMatching: [/./],
      cleanupOutdatedCaches: true,
      // The first visit's page is served by it at once; later ones are not taken over while they run (`registerType`).
      clientsClaim: true,
      inlineWorkboxRuntime: true,
    },
  });
}

/** What an installed Lightcone is called and looks like. */
function webManifest(): Partial<ManifestOptions> {
  return {
    name: "Lightcone",
    short_name: "Lightcone",
    description: manifest.description,
    start_url: "./",
    scope: "./",
    display: "standalone",
    background_color: "#fcfbf8",
    theme_color: "#fcfbf8",
    icons: [
      { src: "icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}

/**
 * The command line, the library and Node's workers. Only `dependencies` stay imports; the rest, above all the
 * deterministic math and the random generator, is bundled, so that an installed Lightcone computes the very
 * same bits as this checkout.
 */
function nodeBuild(): UserConfig {
  return {
    plugins: [gallery(), executable("dist/node/cli.js")],
    ssr: { noExternal: true, external: Object.keys(manifest.dependencies) },
    build: {
      ssr: true,
      outDir: "dist/node",
      target: "node20",
      copyPublicDir: false,
      rolldownOptions: {
        input: { cli: "src/cli/main.ts", lightcone: "src/index.ts", ...nodeWorkers() },
        output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
      },
    },
  };
}

/** npm makes an installed command executable; a checkout has only what the build writes. */
function executable(file: string): Plugin {
  return {
    name: "lightcone:executable",
    closeBundle() {
      if (existsSync(file)) chmodSync(file, 0o755);
    },
  };
}

/** `workers/sweep.node.ts` becomes `dist/node/sweep.js`, beside the command that starts it. */
function nodeWorkers(): Record<string, string> {
  const files = filesUnder("workers").filter((file) => file.endsWith(".node.ts"));
  return Object.fromEntries(files.map((file) => [file.slice("workers/".length, -".node.ts".length), file]));
}

/**
 * `virtual:gallery` (typed in `src/ui/gallery.d.ts`) is the list of `scenarios/`: as much of the head of each document
 * as is needed to open one. `virtual:gallery-details` is loaded when one is opened, or the gallery is: the rest of the
 * heads, and the texts, each fetched when asked for.
 */
function gallery(): Plugin {
  const list = "virtual:gallery";
  const details = "virtual:gallery-details";
  return {
    name: "lightcone:gallery",
    resolveId: (source) => (source === list || source === details ? `\0${source}` : undefined),
    load(loaded) {
      if (loaded !== `\0${list}` && loaded !== `\0${details}`) return undefined;
      const documents = filesUnder("scenarios").filter((file) => file.endsWith(".yaml"));
      for (const file of documents) this.addWatchFile(file);
      if (loaded === `\0${list}`)
        return `export const gallery = ${JSON.stringify(documents.map(galleryHead))};`;
      return `
        const files = import.meta.glob(["/scenarios/**/*.yaml", "/scenarios/**/*.md"], { query: "?raw", import: "default" });
        export const details = ${JSON.stringify(Object.fromEntries(documents.map(galleryDetails)))};
        export const readGalleryFile = (file) => files["/scenarios/" + file]?.();
      `;
    },
  };
}

/** What the page must know of every document; each is checked where it is opened. */
function galleryHead(file: string): Record<string, unknown> {
  const name = scenarioName(file);
  const head = headOf(file);
  const { seed } = head;
  return {
    name,
    file: `${name}.yaml`,
    ...wordsOf(head, ["title", "concept", "lesson", "view"]),
    seed: typeof seed === "number" || typeof seed === "string" ? String(seed) : undefined,
  };
}

/** What a gallery shows of a document without opening it, and what its lesson asks. */
function galleryDetails(file: string): [name: string, details: Record<string, unknown>] {
  const head = headOf(file);
  const cluster = asRecord(head["cluster"]);
  const { nodes = 3 } = cluster;
  const faults: unknown[] = Array.isArray(head["faults"]) ? head["faults"] : [];
  const times = faults.map((fault) => asRecord(fault)["at"]);
  const details = {
    ...wordsOf(head, ["summary", "predict"]),
    program: cluster["program"],
    nodes: Array.isArray(nodes) ? nodes.length : nodes,
    until: asRecord(head["run"])["until"],
    firstFault: times.find((at) => typeof at === "string"),
  };
  return [scenarioName(file), details];
}

function scenarioName(file: string): string {
  return file.slice("scenarios/".length, -".yaml".length);
}

function headOf(file: string): Record<string, unknown> {
  return asRecord(parse(readFileSync(file, "utf8")));
}

function wordsOf(head: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => head[key] !== undefined).map((key) => [key, head[key]]));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** All files below a folder, sorted; none when there is no such folder. Paths use slashes. */
function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.map((file) => `${folder}/${file.replaceAll("\\", "/")}`).sort();
}
