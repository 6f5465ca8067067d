import { useRef, type ReactNode } from "react";
import { faultWords } from "../../base/index.ts";
import { momentText } from "../format/time.ts";
import { fitNames } from "../parts/fit-words.ts";
import { Popover } from "../parts/popover.tsx";
import { useSize } from "../parts/use-size.ts";
import { faultsAt } from "../run/partitions.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useSide } from "../state/sides.ts";
import { useTheme } from "../theme/theme-store.ts";

/** Every fault in force at the playhead, the newest first: names in two lines, the rest behind a word. */
export function FaultsInForce(): ReactNode {
  const data = useRun((state) => state.data);
  useRun((state) => state.version);
  const line = useRef<HTMLDivElement>(null);
  const { width } = useSize(line);
  const letterWidth = useTheme((state) => (state.isProjector ? 10 : 6.4));
  const { playhead } = useSide();
  // Faults change seldom: their list is drawn anew when this key does.
  usePlayhead((state) =>
    data === undefined
      ? ""
      : faultsAt(data.faults, state.event)
          .map(({ id }) => id)
          .join(),
  );
  const spans = data === undefined ? [] : faultsAt(data.faults, playhead.getState().event).toReversed();
  const names = spans.map(({ text, groups }) => (groups === undefined ? faultWords(text) : "partition"));
  const shown = fitNames(names, width / letterWidth, 2);
  const hidden = spans.length - shown;
  return (
    <div className="stage-faults" ref={line}>
      {names.slice(0, shown).map((name, index) => (
        <span key={spans[index]!.id}>
          {name}
          {(index < shown - 1 || hidden > 0) && " · "}
        </span>
      ))}
      {hidden > 0 && (
        <Popover
          id="standing-faults"
          className="stage-more"
          words={shown === 0 ? `${hidden} in force` : `+${hidden} more`}
        >
          <ul className="stage-all-faults">
            {spans.map(({ id, text, startUs }) => (
              <li key={id}>
                {faultWords(text)} <span className="quiet">since {momentText(startUs)}</span>
              </li>
            ))}
          </ul>
        </Popover>
      )}
    </div>
  );
}
