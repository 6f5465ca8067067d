export type Attributes = Readonly<Record<string, string>>;

export function element(name: string, attributes: Attributes, content = ""): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`);
  return content === "" ? `<${name}${all.join("")}/>` : `<${name}${all.join("")}>${content}</${name}>`;
}

/** Text as XML has it, also inside of double quotes; characters that XML has no way to write are left out. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** What is drawn, on its ground. Width and height are whole px. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly paper: string;
  /** What it shows, for whoever cannot see it. */
  readonly title: string;
  readonly body: string;
}

/** An SVG document that needs nothing else: no stylesheet, no script, no font to be fetched. */
export function svgDocument({ width, height, paper, title, body }: Picture, styles = ""): string {
  const [w, h] = [String(width), String(height)];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    ...(styles === "" ? [] : [`<style>${styles}</style>`]),
    element("rect", { width: w, height: h, fill: paper }),
    body,
    "</svg>",
    "",
  ].join("\n");
}
