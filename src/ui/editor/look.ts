import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * The page's own colours: keys are strong, values plain, what only holds things together is quiet. A hue would mean
 * something of the simulated system here as elsewhere, so there is none but for what is wrong.
 */
const words = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--ink)", fontWeight: "var(--weight-strong)" },
  { tag: tags.definition(tags.propertyName), color: "var(--ink)", fontWeight: "var(--weight-strong)" },
  { tag: tags.content, color: "var(--ink)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--ink-2)" },
  { tag: [tags.lineComment, tags.meta], color: "var(--ink-3)", fontStyle: "italic" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--ink-2)" },
]);

const surface = EditorView.theme({
  "&": { height: "100%", fontSize: "var(--text-s)", backgroundColor: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "var(--lead-s)" },
  ".cm-content": { caretColor: "var(--accent)", padding: "var(--s-1) 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--accent)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--ink-3)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--sunk)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-wash)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--sunk)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-wash)", color: "inherit" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--fault-wash)", color: "inherit" },
  ".cm-foldPlaceholder": { background: "var(--sunk)", border: "0", color: "var(--ink-2)" },
  ".cm-tooltip": {
    background: "var(--paper)",
    border: "var(--line-hair) solid var(--edge)",
    borderRadius: "var(--radius-m)",
    boxShadow: "var(--shadow-overlay)",
    zIndex: "var(--z-overlay)",
    font: "var(--weight) var(--text-s) / var(--lead-s) var(--sans)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "216px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    padding: "0 var(--s-2)",
    lineHeight: "24px",
    color: "var(--ink)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--accent-wash)",
    color: "var(--accent)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "var(--weight-strong)" },
  ".cm-completionDetail": { marginLeft: "var(--s-3)", fontStyle: "normal", color: "var(--ink-3)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-tooltip.cm-completionInfo": {
    padding: "var(--s-2) var(--s-3)",
    maxWidth: "280px",
    color: "var(--ink-2)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--invalid) 1px",
    textUnderlineOffset: "3px",
    paddingBottom: "0",
  },
  ".cm-lintRange-active": { backgroundColor: "var(--fault-wash)" },
  ".cm-lint-marker": { width: "8px", height: "8px" },
  ".cm-lint-marker-error": { content: "normal", background: "var(--invalid)", borderRadius: "50%" },
  ".cm-diagnostic": { padding: "var(--s-2) var(--s-3)", fontFamily: "var(--sans)", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeft: "2px solid var(--invalid)" },
  ".cm-diagnosticAction": {
    font: "var(--weight-strong) var(--text-s) / var(--lead-s) var(--sans)",
    minHeight: "24px",
    color: "var(--paper)",
    background: "var(--accent)",
    borderRadius: "var(--radius-m)",
    padding: "0 var(--s-2)",
    margin: "var(--s-1) 0 0",
  },
  ".cm-panels": { background: "var(--paper)", color: "var(--ink)", zIndex: "1" },
  ".cm-panels.cm-panels-bottom": { borderTop: "var(--line-hair) solid var(--rule)" },
  ".cm-panel.cm-search": { fontFamily: "var(--sans)", padding: "var(--s-2)" },
  ".cm-panel.cm-search label": { fontSize: "var(--text-xs)" },
  ".cm-textfield": {
    background: "none",
    color: "inherit",
    border: "1px solid var(--edge)",
    fontSize: "inherit",
  },
  ".cm-button": {
    background: "none",
    color: "inherit",
    border: "1px solid var(--edge)",
    fontSize: "inherit",
  },
  ".cm-searchMatch": { backgroundColor: "var(--candidate-wash)", outline: "1px solid var(--candidate)" },
});

export const look: Extension = [surface, syntaxHighlighting(words)];
