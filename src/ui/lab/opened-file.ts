/** A document that the reader brought: kept for as long as the page is open, never sent anywhere. */
export interface OpenedFile {
  readonly file: string;
  readonly text: string;
  readonly lesson: string | undefined;
}

export const ACCEPTED_FILES = ".yaml,.yml,.json,.md,.log,.edn,.txt,.csv";

let opened: OpenedFile | undefined;
let count = 0;

export const openedFile = (): OpenedFile | undefined => opened;

/** Takes one scenario, run or trace and perhaps a Markdown lesson, and goes to it. False when there is none. */
export async function openFiles(files: readonly File[]): Promise<boolean> {
  const document = files.find((file) => /\.(ya?ml|json)$/i.test(file.name)) ?? files[0];
  if (document === undefined) return false;
  const lesson = files.find((file) => /\.md$/i.test(file.name));
  opened = { file: document.name, text: await document.text(), lesson: await lesson?.text() };
  // The number makes a second file another address.
  location.hash = `#/file?${++count}`;
  return true;
}

/** Asks for files where no button of the page does. */
export function chooseFiles(): void {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", multiple: true, accept: ACCEPTED_FILES });
  input.addEventListener("change", () => void openFiles([...(input.files ?? [])]));
  input.click();
}
