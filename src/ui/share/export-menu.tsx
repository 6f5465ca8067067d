import { useState, type ReactNode } from "react";
import type { ExportFormat } from "../../session/index.ts";
import { exportRun } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { saveFile } from "../parts/save-file.ts";
import { useIsPhone } from "../parts/use-media.ts";
import { pictureOf, type PictureFormat, type PictureOf } from "../pictures/picture.ts";
import { useRun } from "../state/run-store.ts";
import { useSide } from "../state/sides.ts";
import "./export-menu.css";

/** What other tools can open, and in which. */
const TRACES: readonly (readonly [format: ExportFormat, name: string, opensIn: string])[] = [
  ["perfetto", "Perfetto", "ui.perfetto.dev, chrome://tracing, Speedscope"],
  ["shiviz", "ShiViz", "ShiViz: every event with its vector clock"],
  ["otlp", "OpenTelemetry", "Jaeger, Grafana Tempo: a trace for each operation"],
  ["jepsen", "Jepsen history", "Jepsen’s checkers, lightcone check"],
  ["csv", "CSV", "spreadsheets, pandas, R: a row for each event"],
];

const PICTURES: readonly (readonly [what: PictureOf, name: string])[] = [
  ["stage", "Stage"],
  ["diagram", "Space-time diagram"],
];
const PICTURE_FORMATS: readonly PictureFormat[] = ["svg", "png"];

/** The run as files for other tools and for slides. Everything is made here, on this device. */
export function ExportMenu(): ReactNode {
  const [told, setTold] = useState("");
  const [isBusy, setBusy] = useState(false);
  const side = useSide();
  const isPhone = useIsPhone();

  /** One file at a time; whatever goes wrong is told where the reader looks. */
  const make = async (what: string, write: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setTold(`Writing ${what}…`);
    setTold(await write().catch((error: unknown) => `${what} could not be written: ${String(error)}.`));
    setBusy(false);
  };
  const picture = async (what: PictureOf, format: PictureFormat, name: string): Promise<string> => {
    const file = await pictureOf(what, format, { side, isPhone });
    if (file === undefined) return `${name} is not on the page just now: show it, then export it.`;
    saveFile(file.name, file.content);
    return `Saved ${file.name}.`;
  };

  return (
    <section className="export-menu" aria-busy={isBusy}>
      <h3>Other tools</h3>
      <ul>
        {TRACES.map(([format, name, opensIn]) => (
          <li key={format}>
            <button
              type="button"
              className="textual"
              disabled={isBusy}
              onClick={() => void make(name, () => trace(format))}
            >
              {name}
            </button>
            <span className="quiet">{opensIn}</span>
          </li>
        ))}
      </ul>
      <HowMuch />
      <h3>Pictures</h3>
      <ul>
        {PICTURES.map(([what, name]) => (
          <li key={what}>
            <span>{name}</span>
            {PICTURE_FORMATS.map((format) => (
              <button
                key={format}
                type="button"
                className="textual"
                disabled={isBusy}
                aria-label={`${name} as ${format.toUpperCase()}`}
                onClick={() => void make(name, () => picture(what, format, name))}
              >
                {format.toUpperCase()}
              </button>
            ))}
          </li>
        ))}
      </ul>
      <output className="quiet">{told}</output>
    </section>
  );
}

async function trace(format: ExportFormat): Promise<string> {
  const file = await exportRun(format);
  if (file === undefined) return "The engine has stopped: nothing was written.";
  saveFile(file.name, file.content);
  return `Saved ${file.name}.`;
}

/** Said only as long as the engine is under way: a file holds what is computed. */
function HowMuch(): ReactNode {
  const done = useRun((state) => state.done);
  const text = useRun(({ computedUs }) => secondsText(computedUs, 1));
  return done ? null : <p className="quiet">The run is computed up to {text} s: so much is written.</p>;
}
