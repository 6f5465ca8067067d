import type { ComponentType } from "react";
import { SpaceTime } from "../diagram/space-time.tsx";
import { ScenarioView } from "../editor/on-demand.tsx";
import { SelectionPanel, VerdictsPanel } from "../inspector/inspector.tsx";
import { LessonPanel } from "../lesson/lesson-panel.tsx";
import { EventsTable } from "../tables/events-table.tsx";
import { HistoryTable } from "../tables/history-table.tsx";
import { RunPanel } from "./run-panel.tsx";

/** One view of the run. To add one: a component in a folder of its own, and a line here. */
export interface View {
  readonly id: string;
  readonly title: string;
  readonly Component: ComponentType;
  /** On a phone the panels beside the stage are views as well. */
  readonly phoneOnly?: boolean;
  /** A phone has no room for its tab: a button in another view leads to it. */
  readonly noPhoneTab?: boolean;
}

export const VIEWS: readonly View[] = [
  { id: "lesson", title: "Lesson", Component: LessonPanel, phoneOnly: true },
  { id: "space-time", title: "Space-time", Component: SpaceTime },
  { id: "selection", title: "Nodes", Component: SelectionPanel, phoneOnly: true },
  { id: "verdicts", title: "Verdicts", Component: VerdictsPanel, phoneOnly: true },
  { id: "events", title: "Events", Component: EventsTable },
  { id: "history", title: "History", Component: HistoryTable },
  { id: "scenario", title: "Scenario", Component: ScenarioView, noPhoneTab: true },
  { id: "parameters", title: "Set", Component: RunPanel, phoneOnly: true },
];
