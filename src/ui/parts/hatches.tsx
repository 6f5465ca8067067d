import type { ReactNode } from "react";

/** The hatches that every drawing of the page refers to: `hatch` for faults, `hatch-candidate` for candidates. */
export function Hatches(): ReactNode {
  return (
    <svg width="0" height="0" style={{ position: "absolute" }} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.25" height="6" fill="var(--fault)" />
        </pattern>
        <pattern
          id="hatch-candidate"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="2.25" height="4" fill="var(--candidate)" />
        </pattern>
      </defs>
    </svg>
  );
}
