import type { ReactNode } from "react";
import { CompareButton } from "../compare/compare-button.tsx";
import { Seed } from "../editor/on-demand.tsx";
import { ParametersPanel } from "../inspector/inspector.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { EditButton } from "../stage/edit-on-demand.tsx";
import { useRun } from "../state/run-store.ts";
import { setView } from "../state/view-store.ts";
import { RunFiles } from "../transport/transport.tsx";
import { OpenFile } from "./open-file.tsx";

/** On a phone: what may be turned, and what the header and the transport have no room for. */
export function RunPanel(): ReactNode {
  const seed = useRun((state) => state.info?.seed);
  const fingerprint = useRun((state) => state.fingerprint);
  return (
    <>
      <ParametersPanel />
      <section className="panel run-panel">
        <h2 className="panel-label">This run</h2>
        <dl className="facts">
          <div className="long">
            <dt>seed</dt>
            <dd>{seed !== undefined && <Seed seed={seed} />}</dd>
          </div>
          <div className="long">
            <dt>fingerprint</dt>
            <dd>
              <code>{fingerprint ?? "computing"}</code>
              {fingerprint !== undefined && <CopyButton text={fingerprint} what="fingerprint" />}
            </dd>
          </div>
        </dl>
        <p className="run-links">
          <button type="button" className="outline" onClick={() => setView({ tab: "scenario" })}>
            Edit as text
          </button>
          <EditButton className="outline" />
          <CompareButton className="outline" />
          <RunFiles className="outline" />
          <OpenFile className="outline" />
          <a className="button outline" href="#/gallery">
            Gallery
          </a>
        </p>
      </section>
    </>
  );
}
