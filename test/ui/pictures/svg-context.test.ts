import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SvgContext } from "../../../src/ui/pictures/svg-context.ts";
import { SvgPath } from "../../../src/ui/pictures/svg-path.ts";
import { escapeText, svgDocument } from "../../../src/ui/pictures/svg-text.ts";

const context = (): SvgContext => new SvgContext((text) => text.length * 6);
/** The shapes behind the definitions. */
const shapes = (drawn: SvgContext): string => drawn.toSvg().replace(/^<defs>.*<\/defs>\n/, "");

// oxlint-disable-next-line no-control-regex
const isBad = /[<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&(?!amp;|lt;|gt;|quot;)/;

describe("a canvas that records SVG", () => {
  it("strokes a path with the styles in force", () => {
    const drawn = context();
    drawn.strokeStyle = "#d55e00";
    drawn.lineWidth = 1.5;
    drawn.globalAlpha = 0.45;
    drawn.setLineDash([7, 3]);
    drawn.beginPath();
    drawn.moveTo(1, 2);
    drawn.lineTo(3.14259, 4);
    drawn.closePath();
    drawn.stroke();
    expect(shapes(drawn)).toBe(
      '<path d="M1 2L3.14 4z" fill="none" stroke="#d55e00" stroke-width="1.5" stroke-dasharray="7 3" opacity="0.45"/>',
    );
  });

  it("keeps a path after it was filled, as a canvas does, and strokes another that it is given", () => {
    const drawn = context();
    const given = new SvgPath();
    given.rect(0, 0, 2, 2);
    drawn.rect(5, 5, 1, 1);
    drawn.fill();
    drawn.stroke();
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type
    drawn.fill(given);
    expect([...shapes(drawn).matchAll(/ d="([^"]*)"/g)].map(([, d]) => d)).toEqual([
      "M5 5h1v1h-1z",
      "M5 5h1v1h-1z",
      "M0 0h2v2h-2z",
    ]);
  });

  it("draws a whole turn as two arcs, and a part of one to its end", () => {
    const path = new SvgPath();
    path.moveTo(15, 10);
    path.arc(10, 10, 5, 0, 2 * Math.PI);
    expect(path.d).toBe("M15 10L15 10A5 5 0 0 1 5 10A5 5 0 0 1 15 10");
    const part = new SvgPath();
    part.arc(0, 0, 1, 0, Math.PI);
    expect(part.d).toBe("M1 0A1 1 0 0 1 0 1A1 1 0 0 1 -1 0");
  });

  it("clips what is drawn until the state is restored, and restores all styles with it", () => {
    const drawn = context();
    drawn.fillStyle = "red";
    drawn.save();
    drawn.beginPath();
    drawn.rect(0, 0, 9, 9);
    drawn.clip();
    drawn.fillStyle = "blue";
    drawn.fillRect(1, 1, 2, 2);
    drawn.fillRect(4, 4, 2, 2);
    drawn.restore();
    drawn.fillRect(20, 20, -5, 2);
    expect(drawn.toSvg()).toBe(
      [
        '<defs><clipPath id="clip-1"><path d="M0 0h9v9h-9z"/></clipPath></defs>',
        '<g clip-path="url(#clip-1)"><rect x="1" y="1" width="2" height="2" fill="blue"/>',
        '<rect x="4" y="4" width="2" height="2" fill="blue"/>',
        '</g><rect x="15" y="20" width="5" height="2" fill="red"/>',
      ].join("\n"),
    );
  });

  it("closes a clip that nothing follows", () => {
    const drawn = context();
    drawn.rect(0, 0, 9, 9);
    drawn.clip();
    drawn.fillRect(0, 0, 1, 1);
    expect(drawn.toSvg().match(/<g/g)).toHaveLength(1);
    expect(drawn.toSvg().endsWith("</g>")).toBe(true);
  });

  it("writes text where a canvas would, with its font", () => {
    const drawn = context();
    drawn.font = '600 12px "Inter", sans-serif';
    drawn.textAlign = "center";
    drawn.fillText("n1 < n2 & c1", 10, 20);
    expect(shapes(drawn)).toBe(
      '<text x="10" y="20" fill="#000" text-anchor="middle" style="font: 600 12px &quot;Inter&quot;, sans-serif">n1 &lt; n2 &amp; c1</text>',
    );
    expect(drawn.measureText("four").width).toBe(24);
  });

  it("keeps no character that XML cannot hold, and none that would end a text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = escapeText(text);
        expect(isBad.test(escaped)).toBe(false);
      }),
    );
  });

  it("stands in a document of its own", () => {
    const svg = svgDocument({ width: 10, height: 20, paper: "#fff", title: "A & B", body: "<g/>" });
    expect(svg).toContain('width="10" height="20" viewBox="0 0 10 20"');
    expect(svg).toContain("<title>A &amp; B</title>");
    expect(svg).toContain('<rect width="10" height="20" fill="#fff"/>');
  });
});
