import { Suspense, type ReactNode } from "react";
import { onDemand } from "./parts/on-demand.tsx";
import { Announcer } from "./parts/announcer.tsx";
import { Hatches } from "./parts/hatches.tsx";
import { findScenario, firstScenario } from "./gallery/scenarios.ts";
import { LabPage } from "./lab/lab-page.tsx";
import { openedFile } from "./lab/opened-file.ts";
import { Notices } from "./notice/notices.tsx";
import { UnknownPage } from "./route/unknown-page.tsx";
import { useRoute, type Route } from "./route/route.ts";

// Whoever opens a run does not wait for the gallery.
const GalleryPage = onDemand(async () => (await import("./gallery/gallery-page.tsx")).GalleryPage);

/** The page for an address. Every address shows something: a wrong one says so. */
export function App(): ReactNode {
  const route = useRoute(firstScenario?.name ?? "");
  return (
    <>
      <Suspense fallback={null}>
        <Page route={route} />
      </Suspense>
      <Notices />
      <Announcer />
      <Hatches />
    </>
  );
}

function Page({ route }: { readonly route: Route }): ReactNode {
  if (route.page === "gallery") return <GalleryPage />;
  if (route.page === "unknown") return <UnknownPage what={`There is no page "${route.path}"`} />;
  if (route.page === "file") {
    return openedFile() === undefined ? (
      <UnknownPage what="The file that was open here is gone: open it again" />
    ) : (
      <LabPage route={route} />
    );
  }
  return findScenario(route.name) === undefined ? (
    <UnknownPage what={`There is no scenario "${route.name}"`} name={route.name} />
  ) : (
    <LabPage route={route} />
  );
}
