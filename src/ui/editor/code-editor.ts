import { autocompletion } from "@codemirror/autocomplete";
import { indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec, Transaction, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { completeScenario } from "./completions.ts";
import { useDraft, write, type Draft } from "./draft.ts";
import { hoverHelp } from "./hover-help.ts";
import { look } from "./look.ts";
import { toDiagnostics } from "./problems.ts";

/** CodeMirror over the draft: what is typed goes there, and what changes there is shown. */

const extensions: readonly Extension[] = [
  basicSetup,
  yaml(),
  autocompletion({ override: [completeScenario], icons: false, tooltipClass: () => "editor-completions" }),
  hoverHelp,
  lintGutter(),
  look,
  keymap.of([indentWithTab]),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({
    tabindex: "0",
    "aria-label": "Scenario as YAML",
    "aria-describedby": "editor-keys",
  }),
  EditorView.updateListener.of(({ docChanged, state, transactions }) => {
    if (docChanged && !transactions.some((one) => one.annotation(Transaction.remote)))
      write(state.doc.toString());
  }),
];

/** The text and the cursor with which the editor was left; what was undone in it is forgotten. */
let kept: Pick<EditorState, "doc" | "selection"> | undefined;

/**
 * Puts an editor into `parent`. `onCursor` hears where the cursor is, `onList` that the list of problems is wanted. The
 * answer takes it away again.
 */
export function openEditor(
  parent: HTMLElement,
  onCursor: (offset: number) => void,
  onList: () => void,
): () => void {
  const draft = useDraft.getState();
  const listen = EditorView.updateListener.of(({ selectionSet, docChanged, state }) => {
    if (selectionSet || docChanged) onCursor(state.selection.main.head);
  });
  const list = Prec.high(keymap.of([{ key: "Mod-Shift-m", run: () => (onList(), true) }]));
  const doc = draft.text;
  const selection = kept?.doc.toString() === doc ? kept.selection : undefined;
  const state = EditorState.create({
    doc,
    extensions: [list, ...extensions, listen],
    ...(selection === undefined ? {} : { selection }),
  });
  const view = new EditorView({ parent, state });
  show(view, draft);
  const stop = useDraft.subscribe((now) => show(view, now));
  return () => {
    stop();
    const { doc: left, selection: at } = view.state;
    kept = { doc: left, selection: at };
    view.destroy();
  };
}

function show(view: EditorView, { text, errors, checked }: Draft): void {
  if (view.state.doc.toString() !== text) replace(view, text);
  if (checked === text) view.dispatch(setDiagnostics(view.state, toDiagnostics(view.state.doc, errors)));
}

/** Only what differs is replaced, so that the cursor and what is in sight stay. */
function replace(view: EditorView, text: string): void {
  const before = view.state.doc.toString();
  const least = Math.min(before.length, text.length);
  let from = 0;
  while (from < least && before[from] === text[from]) from++;
  let tail = 0;
  while (tail < least - from && before[before.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  view.dispatch({
    changes: { from, to: before.length - tail, insert: text.slice(from, text.length - tail) },
    annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(false)],
  });
}
