import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./fonts.css";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <main>
      <h1>Lightcone</h1>
      <p>A deterministic simulator of distributed systems.</p>
    </main>
  </StrictMode>,
);
