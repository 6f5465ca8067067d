import type { ReactNode } from "react";
import { openRun } from "../engine/run-controller.ts";
import { countText } from "../format/time.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { useRun } from "../state/run-store.ts";
import "./trouble.css";

/** A bug of ours ended the run: what broke, where, and the line that repeats it. */
export function EngineStopped(): ReactNode {
  const bug = useRun((state) => state.bug);
  const info = useRun((state) => state.info);
  const source = useRun((state) => state.source);
  return (
    <section className="trouble alone" role="alert" aria-label="The engine stopped">
      <header>
        <h2>The engine stopped. This is a mistake in Lightcone, not in your scenario.</h2>
      </header>
      <p className="trouble-message">
        <code>{bug?.message}</code>
      </p>
      {info !== undefined && (
        <dl>
          <dt>seed</dt>
          <dd>
            <code>{info.seed}</code>
          </dd>
          <dt>after event</dt>
          <dd>{countText(Math.max(0, bug?.event ?? 0))}</dd>
          <dt>to repeat it</dt>
          <dd>
            <code>{info.command}</code> <CopyButton text={info.command} what="the command" />
          </dd>
        </dl>
      )}
      {source !== undefined && (
        <button type="button" className="outline" onClick={() => void openRun(source)}>
          Start the engine again
        </button>
      )}
    </section>
  );
}
