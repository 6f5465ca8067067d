import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "../../../src/ui/lesson/markdown.tsx";

const rendered = (text: string): string => renderToStaticMarkup(createElement(Markdown, { text }));

test("Markdown becomes elements", () => {
  expect(rendered("# Title\n\nA *b* **c** `d < e`.\n\n- one\n- two")).toBe(
    '<div class="prose"><h2>Title</h2><p>A <em>b</em> <strong>c</strong> <code>d &lt; e</code>.</p><ul><li>one</li><li>two</li></ul></div>',
  );
});

test("nothing in a lesson can be markup, script or an address of another kind", () => {
  const html = rendered(
    "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![i](data:x)",
  );
  expect(html).not.toMatch(/<script|<img|href/);
  expect(rendered("[paper](https://raft.github.io/raft.pdf)")).toContain(
    'href="https://raft.github.io/raft.pdf"',
  );
});
