import { useEffect, useState } from "react";

/** Renders again after a moment as long as `isWanted`: what is worked out in portions was not finished yet. */
export function useRetry(isWanted: boolean): void {
  const [, renderAgain] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(() => renderAgain((count) => count + 1), 20);
    return () => clearTimeout(timer);
  });
}
