/** A drag that means something else selects no text: until the pointer is let go. */
export function holdText(): void {
  const refuse = (event: Event): void => event.preventDefault();
  document.addEventListener("selectstart", refuse);
  const release = (): void => {
    document.removeEventListener("selectstart", refuse);
    removeEventListener("pointerup", release);
    removeEventListener("pointercancel", release);
  };
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);
  // With Shift a press extends what was selected before.
  getSelection()?.removeAllRanges();
}
