import { Suspense, useMemo, useRef, type PointerEvent, type ReactNode } from "react";
import { useShallow } from "zustand/react/shallow";
import type { LinkFrame, RunInfo } from "../../session/index.ts";
import { openFaultMenu } from "../inject/fault-menu-store.ts";
import { PartitionLine } from "../inject/on-demand.ts";
import { beginPartition, usePartitioning } from "../inject/partition-store.ts";
import { holdText } from "../parts/hold-text.ts";
import { useIsPhone } from "../parts/use-media.ts";
import { useSize } from "../parts/use-size.ts";
import { phaseText } from "../parts/role-look.ts";
import type { RunData } from "../run/run-data.ts";
import { partitionsAt } from "../run/partitions.ts";
import { useDifference } from "../state/difference-store.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { select, useSelection } from "../state/selection-store.ts";
import { useSide } from "../state/sides.ts";
import { useTheme } from "../theme/theme-store.ts";
import { Clients } from "./clients.tsx";
import { Links, MOST_REPLICAS } from "./links.tsx";
import { Messages } from "./messages.tsx";
import { NodeLabel } from "./node-label.tsx";
import { NodeMark } from "./node-mark.tsx";
import { EditNodes } from "./edit-on-demand.tsx";
import { withPositions } from "./edit-positions.ts";
import { useStageEdit } from "./edit-store.ts";
import { bridgesOf, clientSides, partedSides } from "./parted-sides.ts";
import { sideWords } from "./side-words.ts";
import { FOOT_LINE, layoutStage } from "./stage-layout.ts";
import { StageWords } from "./stage-words.tsx";
import { useAnimatedPoints } from "./use-animated-points.ts";
import { Walls } from "./walls.tsx";
import "./stage.css";

/** The cluster at the playhead's moment: who is what, who can reach whom, what is on its way. */
export function Stage(): ReactNode {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  return (
    <section className="stage" aria-label="Stage">
      <StageWords />
      {info !== undefined && data !== undefined ? (
        <StageDrawing info={info} data={data} />
      ) : (
        <p className="stage-opening quiet">Starting the engine…</p>
      )}
    </section>
  );
}

const NO_LINKS: readonly LinkFrame[] = [];
/** A stage beside another one has no more room than a phone, and the same drawing; in heights of its text. */
const NARROW = 37;

/** The drawing alone: of the run that the stores around it hold. */
export function StageDrawing({ info, data }: { readonly info: RunInfo; readonly data: RunData }): ReactNode {
  const svg = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(svg);
  const isOnPhone = useIsPhone();
  const textSize = useTheme((state) => state.isProjector) ? 20 : isOnPhone ? 12 : 13;
  const isPhone = isOnPhone || (width > 0 && width < textSize * NARROW);
  const replicas = useMemo(() => idsOf(info, "replica"), [info]);
  const clients = useMemo(() => idsOf(info, "client"), [info]);
  const names = useMemo(() => info.nodes.map((node) => node.name), [info]);
  // Phases, groups and links change seldom: what draws them listens to these keys, not to the playhead.
  useRun((state) => state.version);
  const phaseKey = usePlayhead((state) =>
    info.nodes.map((_, id) => data.nodes.indexAt(id, state.event)).join(),
  );
  const groupKey = usePlayhead((state) => JSON.stringify(partitionsAt(data.faults, state.event)));
  const { playhead, isPage } = useSide();
  const { event } = playhead.getState();
  const isEditing = useStageEdit((state) => state.isEditing) && isPage;
  const isParting = usePartitioning((state) => state.by === "line") && isPage;
  const isCrowd = replicas.length > MOST_REPLICAS;
  const { frames, links, messages } = useRun(
    useShallow(({ frame }) => ({
      frames: frame?.nodes,
      links: frame?.links ?? NO_LINKS,
      messages: isCrowd ? frame?.messages : undefined,
    })),
  );
  const differing = useDifference((state) => state.nodes);
  const selection = useSelection((state) => state.selection);
  const selectedNode = selection.kind === "node" ? selection.node : -1;
  const selectedLink = selection.kind === "link" ? `${selection.from}-${selection.to}` : "";

  const partitions = useMemo(() => JSON.parse(groupKey) as number[][][], [groupKey]);
  // Who edits the cluster sees it whole, whatever parts it at this moment.
  const parted = useMemo(
    () => partedSides(replicas, isEditing ? [] : partitions),
    [isEditing, replicas, partitions],
  );
  const { sides, bridges } = parted;
  const clientsOf = useMemo(() => clientSides(clients, sides, partitions), [clients, sides, partitions]);
  const input = useMemo(
    () => ({ replicas, clients, clientsOf, ...parted, width, height, isPhone, textSize }),
    [replicas, clients, clientsOf, parted, width, height, isPhone, textSize],
  );
  const moved = useStageEdit((state) => (isPage ? state.moved : undefined));
  const layout = useMemo(() => {
    const positions = moved === undefined ? info.positions : { ...info.positions, [moved.name]: moved.at };
    return withPositions(layoutStage(input), input, names, positions);
  }, [input, names, info, moved]);
  const points = useAnimatedPoints(layout.points, `${info.file} ${groupKey}`);
  const phases = useMemo(
    () => (phaseKey === "" ? [] : info.nodes.map((_, id) => data.nodes.at(id, event))),
    // `phaseKey` stands for what `event` changes of it.
    // oxlint-disable-next-line react/exhaustive-deps
    [phaseKey, info, data],
  );
  const sideOf = (node: number): number => sides.findIndex((side) => side.includes(node));
  const words = sides.map((side) => {
    const others = bridgesOf(side, bridges, partitions);
    return sideWords(
      side.length,
      others.map((id) => names[id]!),
      replicas.length,
      info.needsMajority,
    );
  });

  return (
    // Labels of the marks say the same; the drawing has a summary for whoever cannot see it.
    <svg
      ref={svg}
      className="stage-drawing"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={summaryOf(names, replicas, phases)}
      onPointerDown={isPage ? beginLine : undefined}
    >
      <Links
        replicas={replicas}
        points={points}
        radius={layout.radius}
        conditions={links}
        messages={messages}
        sideOf={sideOf}
        selected={selectedLink}
        onOpen={isPage ? openLink : selectLink}
      />
      <Walls
        layout={layout}
        // While a partition is drawn its own words stand there.
        words={isPhone || isParting ? [] : words}
        width={width}
        height={height}
        textSize={textSize}
      />
      <Messages
        layout={layout}
        points={points}
        isClient={(node) => info.nodes[node]?.kind === "client"}
        isPhone={isPhone}
      />
      {replicas.map((id) => {
        const point = points[id];
        const phase = phases[id];
        if (point === undefined || phase === undefined) return null;
        return (
          <g key={id} transform={`translate(${point.x} ${point.y})`}>
            {layout.hasLabels && (
              <NodeLabel
                phase={phase}
                log={frames?.[id]?.log}
                side={layout.labelSides[id] ?? "above"}
                radius={layout.radius}
                isShort={layout.isShort}
                textSize={textSize}
              />
            )}
            <NodeMark
              id={id}
              name={names[id]!}
              phase={phase}
              radius={layout.radius}
              isSelected={selectedNode === id}
              isDifferent={differing.includes(id)}
              onOpen={isEditing ? undefined : isPage ? openNode : selectNode}
            />
          </g>
        );
      })}
      <Clients
        side={layout.clientSide}
        clients={clients}
        names={names}
        points={points}
        selected={selectedNode}
        isPhone={isPhone}
        width={width}
        height={height - layout.footLines * textSize * FOOT_LINE}
        textSize={textSize}
        onOpen={isEditing ? undefined : isPage ? openNode : selectNode}
      />
      {isEditing && (
        <Suspense fallback={null}>
          <EditNodes names={names} layout={layout} input={input} selected={selectedNode} />
        </Suspense>
      )}
      {isParting && (
        <Suspense fallback={null}>
          <PartitionLine
            nodes={[...replicas, ...clients]}
            isReplica={(node) => info.nodes[node]?.kind === "replica"}
            names={names}
            points={points}
            radius={layout.radius}
            width={width}
            height={height}
          />
        </Suspense>
      )}
    </svg>
  );
}

function idsOf(info: RunInfo, kind: "replica" | "client"): number[] {
  return info.nodes.flatMap((node, id) => (node.kind === kind ? [id] : []));
}

function selectNode(node: number): void {
  select({ kind: "node", node });
}

function openNode(node: number, target: Element): void {
  select({ kind: "node", node });
  openFaultMenu({ kind: "node", node }, target);
}

function selectLink(from: number, to: number): void {
  select({ kind: "link", from, to });
}

/** With Shift a drag from where nothing is draws a partition, without asking for it first. */
function beginLine(event: PointerEvent<SVGSVGElement>): void {
  if (!event.shiftKey || event.target !== event.currentTarget) return;
  holdText();
  const box = event.currentTarget.getBoundingClientRect();
  beginPartition("line", { x: event.clientX - box.left, y: event.clientY - box.top });
}

function openLink(from: number, to: number, target: Element): void {
  select({ kind: "link", from, to });
  openFaultMenu({ kind: "link", from, to }, target);
}

function summaryOf(
  names: readonly string[],
  replicas: readonly number[],
  phases: readonly Parameters<typeof phaseText>[0][],
): string {
  const words = replicas.flatMap((id) => {
    const phase = phases[id];
    return phase === undefined || phaseText(phase) === "" ? [] : [`${names[id]} ${phaseText(phase)}`];
  });
  return `${replicas.length} nodes. ${words.join("; ")}`;
}
