import { Suspense, type ReactNode } from "react";
import { isEmbedded } from "./embed/is-embedded.ts";
import { onDemand } from "./parts/on-demand.tsx";
import { Announcer } from "./parts/announcer.tsx";
import { Hatches } from "./parts/hatches.tsx";
import { findScenario, firstScenario } from "./gallery/scenarios.ts";
import { LabPage } from "./lab/lab-page.tsx";
import { Notices } from "./notice/notices.tsx";
import { useVisit } from "./route/address.ts";
import { useRefusal } from "./route/refusal-store.ts";
import { parseRoute, type Route } from "./route/route.ts";

// Whoever opens a run does not wait for the gallery, nor for what only a frame or a wrong address needs.
const GalleryPage = onDemand(async () => (await import("./gallery/gallery-page.tsx")).GalleryPage);
const MatrixPage = onDemand(async () => (await import("./matrix/matrix-page.tsx")).MatrixPage);
const FindPage = onDemand(async () => (await import("./find-history/find-page.tsx")).FindPage);
const UnknownPage = onDemand(async () => (await import("./route/unknown-page.tsx")).UnknownPage);
const EmbedPage = onDemand(async () => (await import("./embed/embed-page.tsx")).EmbedPage);

/** The page for an address. Every address shows something: a wrong one says so. */
export function App(): ReactNode {
  return (
    <>
      <Notices />
      <Suspense fallback={null}>{isEmbedded ? <EmbedPage /> : <Page />}</Suspense>
      <Announcer />
      <Hatches />
    </>
  );
}

function Page(): ReactNode {
  const visit = useVisit();
  const refusal = useRefusal((state) => state.refusal);
  const route = parseRoute(visit.hash, firstScenario?.name ?? "");
  if (refusal?.visit === visit.count) return <UnknownPage what={refusal.why} />;
  if (route.page === "gallery") return <GalleryPage />;
  if (route.page === "matrix") return <MatrixPage {...route} />;
  if (route.page === "find") return <FindPage {...route} />;
  const missing = whatIsMissing(route);
  if (missing !== undefined) return <UnknownPage {...missing} />;
  return route.page === "unknown" ? null : <LabPage route={route} visit={visit.count} />;
}

/** What can be told without opening anything. */
function whatIsMissing(route: Route): { readonly what: string; readonly name?: string } | undefined {
  if (route.page === "unknown") return { what: `There is no page "${route.path}"` };
  return route.page === "lab" && findScenario(route.name) === undefined
    ? { what: `There is no scenario "${route.name}"`, name: route.name }
    : undefined;
}
