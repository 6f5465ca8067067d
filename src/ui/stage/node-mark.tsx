import { memo, type KeyboardEvent, type MouseEvent, type ReactNode } from "react";
import type { NodePhase } from "../run/node-history.ts";
import { crossPath } from "../parts/glyphs.ts";
import { lookOfRole, phaseText } from "../parts/role-look.ts";
import { useSide } from "../state/sides.ts";

interface Props {
  readonly id: number;
  readonly name: string;
  readonly phase: NodePhase;
  readonly radius: number;
  readonly isSelected: boolean;
  /** Its state is another one in the run beside this one. */
  readonly isDifferent: boolean;
  /** Without it the mark is only a picture: something else over it takes the pointer and the keys. */
  readonly onOpen: ((node: number, target: Element) => void) | undefined;
}

/** In smaller marks a name does not fit: the leader's and the selected node's stand above them. */
const LEAST_NAMED = 11;

/** One replica: leader is a disc in a ring, candidate dashed, follower a thin ring; crashed is crossed out. */
export const NodeMark = memo(function NodeMark(props: Props): ReactNode {
  const { id, name, phase, radius, isDifferent, onOpen } = props;
  const { isPage } = useSide();
  const words = [name, phaseText(phase), isDifferent ? "differs" : ""].filter(Boolean);
  const open = (event: MouseEvent | KeyboardEvent): void => onOpen?.(id, event.currentTarget);
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open(event);
  };
  if (onOpen === undefined)
    return (
      <g aria-hidden="true">
        <Picture {...props} />
      </g>
    );
  return (
    // An SVG group cannot be a button element; role and keys make it one.
    <g
      className="node"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      tabIndex={0}
      aria-haspopup={isPage ? "menu" : undefined}
      aria-label={`${words.join(", ")}${isPage ? ": faults" : ", in run B"}`}
      onClick={open}
      onKeyDown={onKeyDown}
    >
      <circle className="node-hit" r={radius + 8} />
      <Picture {...props} />
    </g>
  );
});

function Picture({ name, phase, radius, isSelected, isDifferent }: Props): ReactNode {
  return (
    <>
      {isSelected && <circle className="node-selected" r={radius + 6} />}
      {isDifferent && (
        <>
          <circle className="node-differs" r={radius + 8.5} />
          <circle className="node-differs" r={radius + 11} />
        </>
      )}
      <Body phase={phase} radius={radius} />
      {phase.status === "down" && <path className="node-cross" d={crossPath(radius * 0.95)} />}
      {radius >= LEAST_NAMED ? (
        <text
          className={`node-name mid tb ${isFilled(phase) ? "on-disc" : "halo"}`}
          y={radius * 0.24}
          style={{ fontSize: Math.max(9, radius * 0.7) }}
        >
          {name}
        </text>
      ) : (
        (isSelected || isFilled(phase)) && (
          <text className="node-name mid tb halo" y={-radius - 8}>
            {name}
          </text>
        )
      )}
    </>
  );
}

function Body({ phase, radius }: { readonly phase: NodePhase; readonly radius: number }): ReactNode {
  if (phase.status === "down") return <circle className="node-ring node-down" r={radius - 2} />;
  const look = lookOfRole(phase.role);
  return (
    <>
      {look === "leader" ? (
        <>
          <circle className="node-ring node-leader" r={radius + 1} />
          <circle className={`node-disc ${phase.status === "paused" ? "node-stopped" : ""}`} r={radius - 4} />
        </>
      ) : (
        <circle className={`node-ring node-${look}`} r={radius - 2} />
      )}
      {phase.status === "paused" && (
        <path
          className="node-pause"
          d={`M${-radius * 0.3} ${radius * 0.38}v${radius * 0.28}M${radius * 0.3} ${radius * 0.38}v${radius * 0.28}`}
        />
      )}
    </>
  );
}

function isFilled({ role, status }: NodePhase): boolean {
  return lookOfRole(role) === "leader" && status === "up";
}
