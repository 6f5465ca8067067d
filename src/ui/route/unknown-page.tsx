import type { ReactNode } from "react";
import { nearestName } from "../../base/index.ts";
import { shownScenarios } from "../gallery/scenarios.ts";
import { OpenFile } from "../lab/open-file.tsx";
import { Logo } from "../parts/icons.tsx";
import { runHash } from "./route.ts";
import "./unknown-page.css";

interface Props {
  readonly what: string;
  /** The scenario that was asked for: the nearest one is offered. */
  readonly name?: string;
}

/** An address that leads nowhere, and the ways on. */
export function UnknownPage({ what, name }: Props): ReactNode {
  const nearest =
    name === undefined
      ? undefined
      : nearestName(
          name,
          shownScenarios.map((entry) => entry.name),
        );
  return (
    <>
      <header className="head">
        <a className="mark" href="#/gallery">
          <Logo />
          <span>Lightcone</span>
        </a>
      </header>
      <main className="unknown-page">
        <h1>{what}</h1>
        {nearest !== undefined && (
          <p>
            Did you mean <a href={runHash({ name: nearest })}>{nearest}</a>?
          </p>
        )}
        <p className="unknown-ways">
          <a className="button primary" href="#/gallery">
            See all scenarios
          </a>
          <OpenFile className="outline" />
        </p>
      </main>
    </>
  );
}
