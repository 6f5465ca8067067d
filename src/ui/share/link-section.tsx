import { useState, type ReactNode } from "react";
import { countText, secondsText } from "../format/time.ts";
import { runFileName, runFileText } from "../link/run-file.ts";
import { LONGEST_LINK } from "../link/write-link.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { DownloadButton } from "../parts/download-button.tsx";
import { useRun } from "../state/run-store.ts";
import type { Shared } from "./use-shared.ts";

/** The link, and what a page needs to show the run in a frame. A link that would be cut on its way is not offered. */
export function LinkSection({ shared }: { readonly shared: Shared }): ReactNode {
  const [isHere, setHere] = useState(true);
  const title = useRun((state) => state.info?.title ?? "");
  const info = useRun((state) => state.info);
  const link = isHere ? shared.here : shared.start;
  const { run, place } = shared.state;
  return (
    <section>
      <h3>Link</h3>
      {link.length > LONGEST_LINK ? (
        <>
          <p>
            A link to this run would have {countText(link.length)} characters; many programs cut links over{" "}
            {countText(LONGEST_LINK)}. The file holds the same, whatever its size.
          </p>
          <p className="share-ways">
            <DownloadButton
              className="primary"
              text={runFileText(shared.state)}
              fileName={info === undefined ? "run.json" : runFileName(info)}
            >
              Download run
            </DownloadButton>
          </p>
        </>
      ) : (
        <>
          <p className="share-link">
            <input
              type="text"
              readOnly
              value={link}
              aria-label="Link to this run"
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton className="primary" text={link} what="the link">
              Copy link
            </CopyButton>
          </p>
          <p className="share-ways">
            <label>
              <input
                type="checkbox"
                checked={isHere}
                onChange={(event) => setHere(event.currentTarget.checked)}
              />
              Open at this moment, {secondsText(place.timeUs)} s
            </label>
            <span className="quiet">
              {countText(link.length)} characters{branchWords(run.branches.length)}
            </span>
            <CopyButton className="textual push" text={frameFor(link, title)} what="HTML for a frame">
              Copy HTML for a frame
            </CopyButton>
          </p>
        </>
      )}
    </section>
  );
}

function branchWords(branches: number): string {
  return branches === 0 ? "" : `, ${branches + 1} branches`;
}

/** What another page needs to show this run. It runs without access to that page, and without storage. */
function frameFor(link: string, title: string): string {
  const source = new URL(link);
  source.searchParams.set("embed", "1");
  return `<iframe src="${escaped(source.href)}" title="${escaped(title)}" width="960" height="600" sandbox="allow-scripts allow-popups" style="border: 0"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
