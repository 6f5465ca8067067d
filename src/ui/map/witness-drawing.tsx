import { useId, useRef, type ReactNode } from "react";
import { useSize } from "../parts/use-size.ts";
import type { Operation } from "../run/operations.ts";
import { useTextWidth } from "./use-text-width.ts";
import { BAR_HEIGHT } from "./witness-arrow.ts";
import { layoutWitness, type PlacedBar, type PlacedJoin } from "./witness-layout.ts";
import { clip } from "./clip.ts";
import { barOf, drawnPart, type PageWitness } from "./witness-of.ts";

interface Props {
  readonly witness: PageWitness;
  readonly callerOf: (operation: Operation) => string;
}

/** The smallest witness: who called what when, and what joins the calls. */
export function WitnessDrawing({ witness, callerOf }: Props): ReactNode {
  const area = useRef<HTMLDivElement>(null);
  const arrow = useId();
  const { width } = useSize(area);
  const text = useTextWidth(area);
  const { shown, joins } = drawnPart(witness);
  const whole = shown.map((operation) => barOf(operation, callerOf(operation)));
  const widthOf = (words: string): number => text.widthOf(words);
  const bars = whole.map((bar) => ({ ...bar, words: clip(bar.words, width, widthOf) }));
  const layout = layoutWitness(bars, joins, { width: Math.max(200, width), textSize: text.size, widthOf });
  return (
    <div ref={area} className="witness-drawing">
      {width > 0 && (
        <svg
          width={width}
          height={layout.height}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="img"
          aria-label={`Witness: ${describe(whole, joins)}`}
        >
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0.5L7.5 4L0 7.5z" fill="var(--ink-2)" />
            </marker>
          </defs>
          {layout.lanes.map(({ caller, y }) => (
            <g key={caller}>
              <line className="hairline" x1={layout.left - 6} x2={width} y1={y} y2={y} />
              <text className="tb" x={0} y={y + text.size / 3}>
                {caller}
              </text>
            </g>
          ))}
          {layout.joins.map((join, index) => (
            // Two of a kind may join the same two operations.
            // oxlint-disable-next-line react/no-array-index-key
            <JoinLine key={index} join={join} arrow={arrow} />
          ))}
          {layout.bars.map((bar, index) => (
            <Bar
              key={shown[index]!.index}
              bar={bar}
              words={bars[index]!.words}
              operation={shown[index]!}
              isCulprit={shown[index] === witness.culprit}
            />
          ))}
          {layout.joins.map((join, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <text key={index} className="t2 mid halo" x={join.wordsX} y={join.wordsY}>
              {join.words}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}

/** The answer that cannot be is solid, as a violation is. */
function Bar({
  bar: { x, y, width, wordsX },
  words,
  operation: { outcome },
  isCulprit,
}: {
  readonly bar: PlacedBar;
  readonly words: string;
  readonly operation: Operation;
  readonly isCulprit: boolean;
}): ReactNode {
  return (
    <>
      <rect
        className={`witness-bar ${outcome} ${isCulprit ? "culprit" : ""}`}
        x={x}
        y={y - BAR_HEIGHT / 2}
        width={width}
        height={BAR_HEIGHT}
        rx={2}
      />
      <text className={`halo ${isCulprit ? "tf tb" : ""}`} x={wordsX} y={y - BAR_HEIGHT / 2 - 5}>
        {words}
      </text>
    </>
  );
}

function JoinLine({ join, arrow }: { readonly join: PlacedJoin; readonly arrow: string }): ReactNode {
  if (join.hangers === undefined)
    return <path className="witness-arrow" d={join.path} markerEnd={`url(#${arrow})`} />;
  return (
    <>
      <path className="witness-hanger" d={join.hangers} />
      <path className="witness-bracket" d={join.path} />
    </>
  );
}

/** The drawing in words. */
function describe(
  bars: readonly { readonly caller: string; readonly words: string }[],
  joins: readonly { readonly from: number; readonly to: number; readonly words: string }[],
): string {
  const name = (index: number): string => `${bars[index]!.caller} ${bars[index]!.words}`;
  const calls = bars.map((_, index) => name(index)).join(", ");
  const joined = joins.map(({ from, to, words }) => `from ${name(from)} to ${name(to)}: ${words}`);
  return [calls, ...joined].join("; ");
}
