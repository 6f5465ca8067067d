import type { ReactNode } from "react";
import { ConeLine } from "../diagram/cone-line.tsx";
import { DiagramFilter, SpaceTimePlot } from "../diagram/space-time.tsx";
import { ZoomTools } from "../diagram/zoom-tools.tsx";
import { useIsPhone } from "../parts/use-media.ts";
import { OtherSide, useIsOtherMeant } from "./other-side.tsx";
import "./compare.css";

/** Two diagrams of one stretch of time, one over the other: what is under one lies at the same time of the other. */
export function CompareDiagram(): ReactNode {
  const isPhone = useIsPhone();
  return (
    <div className="space-time">
      {isPhone && <ZoomTools isPhone />}
      <DiagramFilter />
      <div className="compare-diagram">
        <b aria-hidden="true">A</b>
        <SpaceTimePlot label="Space-time diagram of run A. The Events tab has the same as a table." />
      </div>
      <div className="compare-diagram">
        <b aria-hidden="true">B</b>
        <OtherSide>
          <SpaceTimePlot label="Space-time diagram of run B. Show that branch for its events as a table." />
        </OtherSide>
      </div>
      {!isPhone && <Line />}
    </div>
  );
}

/** Of the run that the reader means. */
function Line(): ReactNode {
  return useIsOtherMeant() ? (
    <OtherSide>
      <ConeLine />
    </OtherSide>
  ) : (
    <ConeLine />
  );
}
