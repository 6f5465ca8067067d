import type { ReactNode } from "react";
import { FaultIcon } from "../parts/icons.tsx";

/** What stands on the button that lists all faults; on a phone its first word, the rest is for whoever hears it. */
export function InjectWords(): ReactNode {
  return (
    <>
      <FaultIcon />
      <span>
        Inject<span className="word"> a fault</span>
      </span>
    </>
  );
}
