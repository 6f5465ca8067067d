import { create } from "zustand";

export type Theme = "system" | "light" | "dark";

interface ThemeState {
  readonly theme: Theme;
  readonly isDark: boolean;
  readonly isProjector: boolean;
}

const KEY = "lightcone-theme";
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** Light or dark, by the system until the reader chooses; and the projector's large type. */
export const useTheme = create<ThemeState>(() => resolve(stored(), false));

export const prefersReducedMotion = (): boolean => reducedMotion.matches;

/** Names what decides about colours and sizes, for drawings that must be made anew when it changes. */
export const themeKey = ({ isDark, isProjector }: ThemeState): string =>
  `${isDark ? "dark" : "light"}${isProjector ? " projector" : ""}`;

/** Writes the theme onto the root element, now and whenever it changes. */
export function followTheme(): void {
  prefersDark.addEventListener("change", () => {
    const { theme, isProjector } = useTheme.getState();
    useTheme.setState(resolve(theme, isProjector));
  });
  useTheme.subscribe(apply);
  apply(useTheme.getState());
}

export function toggleDark(): void {
  const { isDark, isProjector } = useTheme.getState();
  const theme = isDark ? "light" : "dark";
  store(theme);
  useTheme.setState(resolve(theme, isProjector));
}

export function toggleProjector(): void {
  useTheme.setState(({ isProjector }) => ({ isProjector: !isProjector }));
}

function resolve(theme: Theme, isProjector: boolean): ThemeState {
  return { theme, isDark: theme === "dark" || (theme === "system" && prefersDark.matches), isProjector };
}

function apply({ isDark, isProjector }: ThemeState): void {
  const root = document.documentElement;
  root.dataset["theme"] = isDark ? "dark" : "light";
  if (isProjector) root.dataset["mode"] = "projector";
  else delete root.dataset["mode"];
}

// A page opened from a file or in a sandboxed frame may have no storage: the choice then lasts for the visit.
function stored(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "system";
  } catch {
    return "system";
  }
}

function store(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Nothing to do: see `stored`.
  }
}
