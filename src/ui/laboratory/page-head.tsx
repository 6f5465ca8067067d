import type { ReactNode } from "react";
import { ThemeToggles } from "../lab/lab-header.tsx";
import { Logo } from "../parts/icons.tsx";
import "./page-head.css";

const PAGES = [
  ["#/gallery", "Gallery"],
  ["#/matrix", "Matrix"],
  ["#/find", "Find a history"],
] as const;

/** The head of a page that is about no single run. */
export function PageHead({ here }: { readonly here: string }): ReactNode {
  return (
    <header className="head page-head">
      <a className="mark" href="#/gallery" aria-label="Lightcone: the gallery">
        <Logo />
        <span>Lightcone</span>
      </a>
      <nav className="push" aria-label="Page">
        {PAGES.map(([hash, title]) => (
          <a key={hash} className="button" href={hash} aria-current={hash === here ? "page" : undefined}>
            {title}
          </a>
        ))}
        <ThemeToggles />
      </nav>
    </header>
  );
}
