import { Suspense, useState, type ReactNode } from "react";
import { ThemeToggles } from "../lab/lab-header.tsx";
import { DropFile } from "../lab/drop-file.tsx";
import { OpenFile } from "../lab/open-file.tsx";
import { onDemand } from "../parts/on-demand.tsx";
import { Logo, PlayIcon } from "../parts/icons.tsx";
import { runHash } from "../route/route.ts";
import { Preview } from "./preview.tsx";
import { byTopic, entryOf, matches, shownEntries, type GalleryEntry } from "./entries.ts";
import { firstScenario } from "./scenarios.ts";
import { compareTopics, topicText } from "./topics.ts";
import "./gallery.css";

// What is kept is looked for once the gallery is seen.
const KeptSection = onDemand(async () => (await import("../library/kept-section.tsx")).KeptSection);

/** All scenarios by topic. Each picture is the run itself, computed here a moment ago. */
export function GalleryPage(): ReactNode {
  const [search, setSearch] = useState("");
  const found = shownEntries.filter((entry) => matches(entry, search));
  return (
    <>
      <header className="head gallery-head">
        <a className="mark" href="#/gallery" aria-current="page">
          <Logo />
          <span>Lightcone</span>
        </a>
        <nav className="push" aria-label="Page">
          <a className="button" href="#/matrix">
            Matrix
          </a>
          <a className="button" href="#/find">
            Find a history
          </a>
          <OpenFile />
          <ThemeToggles />
        </nav>
        <input
          type="search"
          value={search}
          aria-label="Find a scenario"
          placeholder="Find: election, clock, lease"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </header>
      <main className="gallery">
        {firstScenario !== undefined && search === "" && <First entry={entryOf(firstScenario)} />}
        {search === "" && (
          <Suspense fallback={null}>
            <KeptSection />
          </Suspense>
        )}
        {byTopic(found)
          .sort(([a], [b]) => compareTopics(a, b))
          .map(([topic, entries]) => (
            <Topic key={topic} topic={topic} entries={entries} />
          ))}
        {found.length === 0 && (
          <p className="gallery-empty">
            {search === ""
              ? "No scenario was built into this page."
              : `No scenario has “${search}” in its title, concept or summary.`}
          </p>
        )}
      </main>
      <DropFile />
    </>
  );
}

function First({ entry }: { readonly entry: GalleryEntry }): ReactNode {
  return (
    <section className="gallery-first" aria-label="A first run">
      <div>
        <h1>{entry.title}</h1>
        {entry.summary !== undefined && <p className="read">{entry.summary}</p>}
        <p>
          <a className="button primary" href={runHash({ name: entry.name })}>
            <PlayIcon />
            Run it
          </a>
        </p>
        <p className="xs quiet gallery-same">{facts(entry)}. The same run on every machine.</p>
      </div>
      <Preview entry={entry} isLarge />
    </section>
  );
}

function Topic({
  topic,
  entries,
}: {
  readonly topic: string;
  readonly entries: readonly GalleryEntry[];
}): ReactNode {
  const { title, says } = topicText(topic);
  return (
    <section className="topic" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {says !== undefined && <p>{says}</p>}
      </header>
      <ul>
        {entries.map((entry) => (
          <li key={entry.name}>
            <a href={runHash({ name: entry.name })}>
              <Preview entry={entry} />
              <b>{entry.title ?? entry.name}</b>
              {entry.summary !== undefined && <span className="second">{entry.summary}</span>}
              <span className="xs quiet">{facts(entry)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `5 nodes, 10 s, raft` */
function facts({ nodes, until, program, seed }: GalleryEntry): string {
  const words = [
    nodes === undefined ? "" : `${nodes} nodes`,
    program ?? "",
    until?.replace(/(\d)([a-z])/, "$1 $2") ?? "",
    seed === undefined ? "" : `seed ${seed}`,
  ];
  return words.filter((word) => word !== "").join(", ");
}
