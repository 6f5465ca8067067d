import type { ReactNode } from "react";
import { runFileName, runFileText } from "../link/run-file.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { DownloadButton } from "../parts/download-button.tsx";
import { secondsText } from "../format/time.ts";
import { useRun } from "../state/run-store.ts";
import { DownloadScenario } from "./download-scenario.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { KeepForm } from "./keep-form.tsx";
import { LinkSection } from "./link-section.tsx";
import { setShareOpen } from "./share-store.ts";
import { useShared, type Shared } from "./use-shared.ts";
import "./share-dialog.css";

/** All ways to give this run to somebody else, or to oneself at another time. */
export function ShareDialog(): ReactNode {
  const shared = useShared();
  return (
    <Dialog title="Share and keep this run" className="share" onClose={() => setShareOpen(false)}>
      {shared === undefined || shared === "late" ? (
        <output className="quiet">
          {shared === undefined ? "One moment…" : "The engine is still on its way to this moment…"}
        </output>
      ) : (
        <div className="share-columns">
          <div>
            <LinkSection shared={shared} />
            <section>
              <h3>On this device</h3>
              <KeepForm state={shared.state} />
            </section>
            <SameRun shared={shared} />
          </div>
          <div>
            <Files shared={shared} />
            <ExportMenu />
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Files({ shared: { state } }: { readonly shared: Shared }): ReactNode {
  const info = useRun((run) => run.info);
  if (info === undefined) return null;
  return (
    <section>
      <h3>Files</h3>
      <p className="share-ways">
        <DownloadButton className="outline" text={runFileText(state)} fileName={runFileName(info)}>
          Download run
        </DownloadButton>
        <DownloadScenario className="outline" />
      </p>
      <p className="quiet">
        The run has all branches and opens here; the scenario is this branch alone, for the page and the
        command line.
      </p>
    </section>
  );
}

/** Who has these has the same run, anywhere. */
function SameRun({ shared: { state } }: { readonly shared: Shared }): ReactNode {
  const info = useRun((run) => run.info);
  const fingerprint = useRun((run) => run.fingerprint);
  if (info === undefined) return null;
  const { timeUs, stateHash } = state.place;
  return (
    <section>
      <h3>The same run elsewhere</h3>
      <dl>
        <Fact term="command" text={info.command} />
        <Fact term="seed" text={info.seed} />
        {fingerprint === undefined ? (
          <div>
            <dt>fingerprint</dt>
            <dd className="quiet">known once the run is computed to its end</dd>
          </div>
        ) : (
          <Fact term="fingerprint" text={fingerprint} />
        )}
        {stateHash !== undefined && <Fact term={`state at ${secondsText(timeUs)} s`} text={stateHash} />}
      </dl>
    </section>
  );
}

function Fact({ term, text }: { readonly term: string; readonly text: string }): ReactNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <code>{text}</code>
        <CopyButton text={text} what={term} />
      </dd>
    </div>
  );
}
