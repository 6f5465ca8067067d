import { useEffect, type ReactNode } from "react";
import { SpaceTime } from "../diagram/space-time.tsx";
import { findScenario, firstScenario } from "../gallery/scenarios.ts";
import { EngineStopped } from "../lab/engine-stopped.tsx";
import { InputErrors } from "../lab/input-errors-on-demand.tsx";
import { Logo } from "../parts/icons.tsx";
import { useIsPhone } from "../parts/use-media.ts";
import { useVisit } from "../route/address.ts";
import { useRefusal } from "../route/refusal-store.ts";
import { isLabRoute, parseRoute, type LabRoute } from "../route/route.ts";
import { useOpened } from "../route/use-opened.ts";
import { Stage } from "../stage/stage.tsx";
import { useRun } from "../state/run-store.ts";
import { useKeys } from "../transport/keys.ts";
import { Transport } from "../transport/transport.tsx";
import { talkToHost } from "./host-page.ts";
import "./embed-page.css";

/** The run alone, in somebody else's page: stage, diagram, transport, and the way to all the rest. */
export function EmbedPage(): ReactNode {
  const visit = useVisit();
  const refusal = useRefusal((state) => state.refusal);
  useEffect(talkToHost, []);
  const route = parseRoute(visit.hash, firstScenario?.name ?? "");
  const isRun = isLabRoute(route);
  const isThere = isRun && (route.page !== "lab" || findScenario(route.name) !== undefined);
  const why =
    refusal?.visit === visit.count ? refusal.why : isThere ? undefined : "There is no run at this address";
  return (
    <div className="embed">
      {why === undefined && isRun ? (
        <Run route={route} visit={visit.count} />
      ) : (
        <main className="centre">
          <h1>{why}</h1>
          <LinkToPage />
        </main>
      )}
    </div>
  );
}

function Run({ route, visit }: { readonly route: LabRoute; readonly visit: number }): ReactNode {
  const phase = useRun((state) => state.phase);
  const title = useRun((state) => state.info?.title ?? "Opening…");
  useKeys(useIsPhone());
  useOpened(route, visit);
  return (
    <>
      <main className="centre">
        <h1 className="visually-hidden">{title}</h1>
        <InputErrors />
        {phase === "bug" ? <EngineStopped /> : <Stage />}
        <div className="views">
          <SpaceTime />
        </div>
      </main>
      <div className="embed-foot">
        <Transport />
        <LinkToPage />
      </div>
    </>
  );
}

/** The same run with everything around it. */
function LinkToPage(): ReactNode {
  const { hash } = useVisit();
  const page = location.href.replace(/[?#].*$/, "");
  return (
    <nav className="embed-link" aria-label="Lightcone">
      <a href={page + (hash === "" ? "#/" : hash)} target="_blank" rel="noreferrer">
        <Logo />
        Open in Lightcone
      </a>
    </nav>
  );
}
