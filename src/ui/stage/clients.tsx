import type { KeyboardEvent, ReactNode } from "react";
import { TRANSACTION } from "../../history/index.ts";
import { durationText } from "../format/time.ts";
import { wrapWords } from "../parts/fit-words.ts";
import { operationText, Operations, outcomeAt, type Operation, type Outcome } from "../run/operations.ts";
import { usePlayhead } from "../state/playhead-store.ts";
import { useRun } from "../state/run-store.ts";
import { useSide } from "../state/sides.ts";
import type { Point } from "./stage-layout.ts";

interface Props {
  readonly clients: readonly number[];
  readonly names: readonly string[];
  readonly points: readonly Point[];
  readonly selected: number;
  readonly isPhone: boolean;
  /** Of the stage, px: words that would reach beyond its edges begin or end there. */
  readonly width: number;
  /** Of it, what the clients may use. */
  readonly height: number;
  /** Of the square, px. */
  readonly side: number;
  readonly textSize: number;
  /** Without it the squares are only pictures. */
  readonly onOpen: ((node: number, target: Element) => void) | undefined;
}

/** More clients on a phone stand so close to the nodes that their words would cover them. */
const MOST_ON_PHONE = 4;

/** What fits between the stage's edge and the nodes. */
const LETTERS = 15;
const LETTERS_ON_PHONE = 10;
const MOST_LINES = 4;
/** Height of a line, in sizes of its text. */
const LINE = 1.2;

/** Clients are squares outside of the cluster; under each stands what it asked for and what it was told. */
export function Clients(props: Props): ReactNode {
  const { clients, names, points, selected, isPhone, width, height, side, textSize, onOpen } = props;
  return clients.map((client) => {
    const point = points[client];
    if (point === undefined) return null;
    return (
      <g key={client} transform={`translate(${point.x} ${point.y})`}>
        <Square
          name={names[client]!}
          side={side}
          isSelected={selected === client}
          onOpen={onOpen === undefined ? undefined : (target) => onOpen(client, target)}
        />
        {(!isPhone || clients.length <= MOST_ON_PHONE) && (
          <ClientWords
            client={client}
            y={side / 2 + textSize * LINE}
            textSize={textSize}
            edge={point.x < width / 2 ? 4 - point.x : width - 4 - point.x}
            isPhone={isPhone}
            letters={isPhone ? LETTERS_ON_PHONE : LETTERS}
            most={linesUnder(point, clients, points, { side, height, line: textSize * LINE })}
          />
        )}
      </g>
    );
  });
}

interface SquareProps {
  readonly name: string;
  readonly side: number;
  readonly isSelected: boolean;
  readonly onOpen: ((target: Element) => void) | undefined;
}

function Square({ name, side, isSelected, onOpen }: SquareProps): ReactNode {
  const { isPage } = useSide();
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    onOpen?.(event.currentTarget);
  };
  const picture = (
    <>
      {isSelected && (
        <rect
          className="node-selected"
          x={-side / 2 - 6}
          y={-side / 2 - 6}
          width={side + 12}
          height={side + 12}
        />
      )}
      <rect className="client-square" x={-side / 2} y={-side / 2} width={side} height={side} />
      <text className="mid tb node-name" y={side * 0.17} style={{ fontSize: side * 0.46 }}>
        {name}
      </text>
    </>
  );
  if (onOpen === undefined) return <g aria-hidden="true">{picture}</g>;
  return (
    <g
      className="client-mark"
      // An SVG group cannot be a button element; role and keys make it one.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      tabIndex={0}
      aria-haspopup={isPage ? "menu" : undefined}
      aria-label={`${name}${isPage ? ": operations" : ", in run B"}`}
      onClick={(event) => onOpen(event.currentTarget)}
      onKeyDown={onKeyDown}
    >
      {picture}
    </g>
  );
}

/** How many lines of words stand free between a client and the next below it. */
function linesUnder(
  { x, y }: Point,
  clients: readonly number[],
  points: readonly Point[],
  { side, height, line }: { readonly side: number; readonly height: number; readonly line: number },
): number {
  const below = clients
    .map((client) => points[client])
    .filter((other) => other !== undefined && other.y > y && Math.abs(other.x - x) < side * 2);
  const end = Math.min(height, ...below.map((other) => other!.y - side / 2));
  return Math.max(2, Math.min(MOST_LINES, Math.floor((end - y - side / 2) / line)));
}

interface WordsProps {
  readonly client: number;
  readonly y: number;
  readonly textSize: number;
  /** The stage's edge, seen from the square's middle. */
  readonly edge: number;
  /** Words begin or end at the edge, however short. */
  readonly isPhone: boolean;
  /** In a line. */
  readonly letters: number;
  /** Lines. */
  readonly most: number;
}

function ClientWords({ client, y, textSize, edge, isPhone, letters, most }: WordsProps): ReactNode {
  const data = useRun((state) => state.data);
  const event = usePlayhead((state) => state.event);
  // Whole milliseconds: no need to draw more often than the words change.
  const timeMs = usePlayhead((state) => Math.floor(state.timeUs / 1_000));
  const list = data?.operations.ofNode(client) ?? [];
  const operation = list[Operations.countUntil(list, event) - 1];
  if (operation === undefined) return null;
  const outcome = outcomeAt(operation, event);
  const answer = wrapWords(answerText(operation, event, timeMs, isPhone), letters, most > 2 ? 2 : 1);
  // What does not fit stands in full in the inspector and in the history.
  const asked = wrapWords(askedText(operation, outcome), letters, most - answer.length);
  const longest = Math.max(...[...asked, ...answer].map(({ length }) => length));
  const isCentred = !isPhone && longest * (textSize - 1) * GLYPH <= Math.abs(edge) * 2;
  const anchor = isCentred ? "mid" : edge < 0 ? "" : "end";
  return [...asked, ...answer].map((line, index) => (
    <text
      // Lines have no other name than their place.
      // oxlint-disable-next-line react/no-array-index-key
      key={index}
      className={`${anchor} ${index < asked.length ? "t2" : "t3"} halo`}
      x={isCentred ? 0 : edge}
      y={y + index * textSize * LINE}
      style={{ fontSize: textSize - 1 }}
    >
      {line}
    </text>
  ));
}

/** How wide a letter is, in sizes of its text. */
const GLYPH = 0.54;

/** Of a transaction no step is broken: lines end between two. */
function askedText(operation: Operation, outcome: Outcome): string {
  const text = operationText(operation, outcome);
  return operation.f === TRANSACTION ? text.replaceAll(/(?<!,) /g, "\u00A0") : text;
}

/** A figure and its unit stay together. */
const amountText = (us: number): string => durationText(us).replaceAll(" ", "\u00A0");

function answerText(operation: Operation, event: number, timeMs: number, isShort: boolean): string {
  const outcome = outcomeAt(operation, event);
  if (outcome === "open") {
    const waitsMs = timeMs - Math.floor(operation.invokeUs / 1_000);
    return waitsMs > 0 ? `waits ${amountText(waitsMs * 1_000)}` : "waits";
  }
  if (outcome === "ok") return `ok, ${amountText(operation.completeUs - operation.invokeUs)}`;
  if (outcome === "info") return isShort ? "unknown" : "gave up: unknown";
  return operation.error === undefined ? "fail" : `fail: ${operation.error}`;
}
