/** One line of the table of keys that Help shows. `single`: only where the timeline or the diagram has focus. */
interface KeyLine {
  readonly keys: string;
  readonly does: string;
  readonly single: boolean;
}

export const KEY_LINES: readonly KeyLine[] = [
  { keys: "Space", does: "Play or pause", single: false },
  { keys: "Left Right", does: "Step back, step one event", single: false },
  { keys: "Shift+Left Shift+Right", does: "Last and next event of the selected node", single: false },
  { keys: "PageUp PageDown", does: "Last and next moment: a fault, an election, a commit", single: false },
  { keys: "Home End", does: "To the start, to the end of what is computed", single: false },
  { keys: "Ctrl+K", does: "Find a command, node, moment, operation or time", single: false },
  { keys: "Ctrl+Z Ctrl+Shift+Z", does: "Undo, redo the last edit of the run; also Ctrl+Y", single: false },
  { keys: "Esc", does: "Select nothing; from the map of models back to the run", single: false },
  { keys: "Up Down", does: "On the map of models: to a stronger one, to a weaker one", single: false },
  { keys: "J K L", does: "Play backwards, pause, play", single: true },
  { keys: ", .", does: "Back and on by a tenth of what is shown", single: true },
  { keys: "M", does: "Mark this moment", single: true },
  { keys: "W S", does: "Zoom in and out; also + and −", single: true },
  { keys: "A D", does: "Move the diagram to earlier and later times", single: true },
  { keys: "F", does: "Fit: all that was played", single: true },
  { keys: "0", does: "Follow the playhead again", single: true },
  { keys: "?", does: "This list", single: true },
];
