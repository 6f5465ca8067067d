import type { ComponentType, LazyExoticComponent } from "react";
import { Diagrams } from "../compare/on-demand.tsx";
import { ScenarioView } from "../editor/on-demand.tsx";
import { SelectionPanel, VerdictsPanel } from "../inspector/inspector.tsx";
import { LessonPanel } from "../lesson/lesson-panel.tsx";
import { onDemand } from "../parts/on-demand.tsx";
import { RunPanel } from "./run-panel.tsx";

// Views that nobody sees first are loaded when they are chosen.
const EventsTable = onDemand(async () => (await import("../tables/events-table.tsx")).EventsTable);
const HistoryTable = onDemand(async () => (await import("../tables/history-table.tsx")).HistoryTable);
const Charts = onDemand(async () => (await import("../charts/charts.tsx")).Charts);

/** One view of the run. To add one: a component in a folder of its own, and a line here. */
export interface View {
  readonly id: string;
  readonly title: string;
  readonly Component: ComponentType | LazyExoticComponent<ComponentType>;
  /** On a phone the panels beside the stage are views as well. */
  readonly phoneOnly?: boolean;
  /** A phone has no room for its tab: a button in another view leads to it. */
  readonly noPhoneTab?: boolean;
}

export const VIEWS: readonly View[] = [
  { id: "lesson", title: "Lesson", Component: LessonPanel, phoneOnly: true },
  { id: "space-time", title: "Space-time", Component: Diagrams },
  { id: "selection", title: "Nodes", Component: SelectionPanel, phoneOnly: true },
  { id: "verdicts", title: "Verdicts", Component: VerdictsPanel, phoneOnly: true },
  { id: "events", title: "Events", Component: EventsTable },
  { id: "history", title: "History", Component: HistoryTable },
  { id: "charts", title: "Charts", Component: Charts },
  { id: "scenario", title: "Scenario", Component: ScenarioView, noPhoneTab: true },
  { id: "parameters", title: "Set", Component: RunPanel, phoneOnly: true },
];
