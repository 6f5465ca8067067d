import type { ReactNode } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { useRun } from "../state/run-store.ts";
import { setView, useView } from "../state/view-store.ts";
import { KEY_LINES } from "../transport/key-lines.ts";
import "./help.css";

/** Keys, marks, and what the run leaves out. */
export function Help(): ReactNode {
  return (
    <Dialog
      title="Keys, and what is not simulated"
      className="help"
      onClose={() => setView({ isHelpOpen: false })}
    >
      <div className="help-columns">
        <Keys />
        <Assumptions />
      </div>
    </Dialog>
  );
}

function Keys(): ReactNode {
  const singleKeys = useView((state) => state.singleKeys);
  return (
    <section>
      <h3>Keys</h3>
      <dl>
        {KEY_LINES.map(({ keys, does, single }) => (
          <div key={keys} className={single && !singleKeys ? "off" : ""}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>
              {does}
              {single && <span className="quiet"> · timeline or diagram</span>}
            </dd>
          </div>
        ))}
      </dl>
      <label className="help-switch">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => setView({ singleKeys: event.currentTarget.checked })}
        />
        Single letters act while the timeline or the diagram has focus
      </label>
    </section>
  );
}

function Assumptions(): ReactNode {
  const assumptions = useRun((state) => state.info?.assumptions ?? []);
  if (assumptions.length === 0) return null;
  return (
    <section>
      <h3>What is not simulated</h3>
      <ul>
        {assumptions.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
