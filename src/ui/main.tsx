import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { keepOfflineWhenIdle } from "./offline/offline.ts";
import { followTheme } from "./theme/theme-store.ts";
import "./fonts.css";
import "./theme/tokens.css";
import "./theme/base.css";

followTheme();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
keepOfflineWhenIdle();
