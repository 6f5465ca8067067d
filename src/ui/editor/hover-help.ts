import { hoverTooltip } from "@codemirror/view";
import { explain, type Explanation } from "./explain.ts";
import { formatNow } from "./format.ts";
import { placeAt } from "./place.ts";

/** What the format says of the key or value under the pointer. */
export const hoverHelp = hoverTooltip((view, offset) => {
  const format = formatNow();
  const text = view.state.doc.toString();
  const place = format === undefined ? undefined : placeAt(text, offset);
  const explanation = format === undefined || place === undefined ? undefined : explain(format, place, text);
  if (place === undefined || explanation === undefined) return null;
  return { pos: place.from, end: place.to, above: true, create: () => ({ dom: render(explanation) }) };
});

/** The same words for the line under the editor: what only a pointer could reach would be no help. */
export function explanationAt(text: string, offset: number): Explanation | undefined {
  const format = formatNow();
  const place = format === undefined ? undefined : placeAt(text, offset);
  return format === undefined || place === undefined ? undefined : explain(format, place, text);
}

function render({ path, says, kind, fallback, accepted, isAll }: Explanation): HTMLElement {
  const box = document.createElement("div");
  box.className = "editor-help";
  box.append(line("editor-help-path", path), line("", says));
  const facts = [kind, fallback === undefined ? "" : `${fallback} unless given`].filter(Boolean).join("; ");
  if (facts !== "") box.append(line("quiet", facts));
  if (accepted.length > 0)
    box.append(line("quiet", `${isAll ? "one of" : "such as"} ${accepted.join(" · ")}`));
  return box;
}

function line(className: string, text: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.className = className;
  paragraph.textContent = text;
  return paragraph;
}
