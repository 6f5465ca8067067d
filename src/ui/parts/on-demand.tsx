import { lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from "react";

/**
 * A part of the page that is loaded when it is first shown. Without a network it says so in its place: it must not
 * take the rest of the page with it.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await load().catch((): ComponentType<P> => NotLoaded) }));
}

function NotLoaded(): ReactNode {
  return (
    <p className="not-loaded" role="alert">
      This part of the page could not be loaded. Reload the page when the network is back.
    </p>
  );
}
