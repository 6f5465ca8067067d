import { marked, type Token, type Tokens } from "marked";
import { createElement, Fragment, type ReactNode } from "react";

/**
 * Markdown as elements. The text is read into tokens and each token becomes a React element, so nothing in a lesson
 * can be markup or script: HTML in it is shown as the text it is, and links go to the web or into this page only.
 */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  return <div className="prose">{blocks(marked.lexer(text))}</div>;
}

function blocks(tokens: readonly Token[]): ReactNode {
  return inOrder(tokens.map(block));
}

function block(token: Token): ReactNode {
  switch (token.type) {
    case "heading": {
      const { depth, tokens } = token as Tokens.Heading;
      // The page's own title is the first heading: a lesson's headings begin below it.
      return depth <= 2 ? <h2>{inline(tokens)}</h2> : <h3>{inline(tokens)}</h3>;
    }
    case "paragraph":
      return <p>{inline((token as Tokens.Paragraph).tokens)}</p>;
    case "list":
      return list(token as Tokens.List);
    case "blockquote":
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens)}</blockquote>;
    case "code":
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case "table":
      return table(token as Tokens.Table);
    case "hr":
      return <hr />;
    case "space":
    case "def":
      return null;
    default:
      return inline([token]);
  }
}

function list({ ordered, items }: Tokens.List): ReactNode {
  const children = items.map((item) => createElement("li", null, blocks(item.tokens)));
  return createElement(ordered ? "ol" : "ul", null, ...children);
}

function table({ header, rows }: Tokens.Table): ReactNode {
  return (
    <table>
      <thead>{tableRow("th", header)}</thead>
      <tbody>{inOrder(rows.map((row) => tableRow("td", row)))}</tbody>
    </table>
  );
}

function tableRow(tag: "th" | "td", cells: readonly Tokens.TableCell[]): ReactNode {
  return createElement("tr", null, ...cells.map((cell) => createElement(tag, null, inline(cell.tokens))));
}

function inline(tokens: readonly Token[]): ReactNode {
  return inOrder(tokens.map(span));
}

function span(token: Token): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong>{inline((token as Tokens.Strong).tokens)}</strong>;
    case "em":
      return <em>{inline((token as Tokens.Em).tokens)}</em>;
    case "codespan":
      return <code>{unescaped((token as Tokens.Codespan).text)}</code>;
    case "br":
      return <br />;
    case "link": {
      const { href, tokens } = token as Tokens.Link;
      return isSafe(href) ? <a href={href}>{inline(tokens)}</a> : inline(tokens);
    }
    case "text": {
      const { tokens, text } = token as Tokens.Text;
      return tokens === undefined ? unescaped(text) : inline(tokens);
    }
    default:
      return "raw" in token ? token.raw : null;
  }
}

/** Elements in a fixed order need no keys as arguments. */
function inOrder(nodes: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...nodes);
}

function isSafe(href: string): boolean {
  return /^(https?:\/\/|#)/.test(href);
}

/** The lexer escapes for HTML, which React does again. */
function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
