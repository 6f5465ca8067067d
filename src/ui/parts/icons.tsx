import type { ReactNode } from "react";

/** Line drawings on a 16 px grid. All are decoration: the word or the accessible name stands on the control. */

function Icon({ children }: { children: ReactNode }): ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
    >
      {children}
    </svg>
  );
}

export const PlayIcon = (): ReactNode => (
  <Icon>
    <path d="M4 2l10 6-10 6z" fill="currentColor" stroke="none" />
  </Icon>
);
export const PlayBackIcon = (): ReactNode => (
  <Icon>
    <path d="M12 2L2 8l10 6z" fill="currentColor" stroke="none" />
  </Icon>
);
export const LastMomentIcon = (): ReactNode => (
  <Icon>
    <path d="M7.5 3.5L3 8l4.5 4.5" strokeWidth="1.5" />
    <circle cx="11.5" cy="8" r="2.5" strokeWidth="1.5" />
  </Icon>
);
export const NextMomentIcon = (): ReactNode => (
  <Icon>
    <path d="M8.5 3.5L13 8l-4.5 4.5" strokeWidth="1.5" />
    <circle cx="4.5" cy="8" r="2.5" strokeWidth="1.5" />
  </Icon>
);
export const PauseIcon = (): ReactNode => (
  <Icon>
    <path d="M4 2.5h3v11H4zM9.5 2.5h3v11h-3z" fill="currentColor" stroke="none" />
  </Icon>
);
export const StepBackIcon = (): ReactNode => (
  <Icon>
    <path d="M12 3L5 8l7 5z" fill="currentColor" stroke="none" />
    <path d="M3.5 3v10" strokeWidth="1.5" />
  </Icon>
);
export const StepIcon = (): ReactNode => (
  <Icon>
    <path d="M4 3l7 5-7 5z" fill="currentColor" stroke="none" />
    <path d="M12.5 3v10" strokeWidth="1.5" />
  </Icon>
);
export const ToStartIcon = (): ReactNode => (
  <Icon>
    <path d="M14 3.5L8.5 8l5.5 4.5zM8.5 3.5L3 8l5.5 4.5z" fill="currentColor" stroke="none" />
    <path d="M2 3v10" strokeWidth="1.5" />
  </Icon>
);
export const ToEndIcon = (): ReactNode => (
  <Icon>
    <path d="M2 3.5L7.5 8 2 12.5zM7.5 3.5L13 8l-5.5 4.5z" fill="currentColor" stroke="none" />
    <path d="M14 3v10" strokeWidth="1.5" />
  </Icon>
);
/** Between what was and what is, in a line of text. */
export const BecomesIcon = (): ReactNode => (
  <svg
    className="becomes"
    viewBox="0 0 14 8"
    width="14"
    height="8"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.25"
  >
    <path d="M1 4h11M9 1l3 3-3 3" />
  </svg>
);
export const CopyIcon = (): ReactNode => (
  <Icon>
    <path d="M5.5 5.5h7v8h-7zM3.5 10.5v-8h7" />
  </Icon>
);
export const DoneIcon = (): ReactNode => (
  <Icon>
    <path d="M3 8.5l3.5 3.5L13 4.5" strokeWidth="1.75" />
  </Icon>
);
export const FileIcon = (): ReactNode => (
  <Icon>
    <path d="M1.5 13V3h4.5l1.5 2h7v8zM1.5 7.5h13" />
  </Icon>
);
export const DiagramIcon = (): ReactNode => (
  <Icon>
    <path d="M1.5 3.5h13M1.5 8h13M1.5 12.5h13M4 3.5l3 4.5 4 4.5" />
  </Icon>
);
/** What is above, and what follows from it. */
export const ModelsIcon = (): ReactNode => (
  <Icon>
    <path d="M8 5v2.5M8 7.5c0 2-4.5 1-4.5 3M8 7.5c0 2 4.5 1 4.5 3" />
    <circle cx="8" cy="3" r="2" />
    <circle cx="3.5" cy="12.5" r="2" />
    <circle cx="12.5" cy="12.5" r="2" />
  </Icon>
);
export const ShareIcon = (): ReactNode => (
  <Icon>
    <path d="M8 10V2M5 4.5L8 1.7l3 2.8M3 8v6h10V8" />
  </Icon>
);
export const HelpIcon = (): ReactNode => (
  <Icon>
    <path d="M5.2 5.6c0-3.9 5.7-3.7 5.7 0 0 2.2-2.8 2.4-2.8 4.5M8.1 12.2v1.6" strokeWidth="1.4" />
  </Icon>
);
export const LightIcon = (): ReactNode => (
  <Icon>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.5 1.5M11.5 11.5L13 13M13 3l-1.5 1.5M4.5 11.5L3 13" />
  </Icon>
);
export const DarkIcon = (): ReactNode => (
  <Icon>
    <path d="M13 9.8A5.5 5.5 0 0 1 6.2 3 5.5 5.5 0 1 0 13 9.8z" />
  </Icon>
);
export const ProjectorIcon = (): ReactNode => (
  <Icon>
    <path d="M1.5 2.5h13M2.5 2.5v8h11v-8M8 10.5v3M5 14l3-1.5L11 14" />
  </Icon>
);
export const UndoIcon = (): ReactNode => (
  <Icon>
    <path d="M5.5 2.5L2.5 5.5l3 3M3 5.5h6.5a4 4 0 0 1 0 8H6" />
  </Icon>
);
export const RedoIcon = (): ReactNode => (
  <Icon>
    <path d="M10.5 2.5l3 3-3 3M13 5.5H6.5a4 4 0 0 0 0 8H10" />
  </Icon>
);
export const FaultIcon = (): ReactNode => (
  <Icon>
    <path d="M9 1.5L3.5 9H8l-1 5.5L12.5 7H8z" />
  </Icon>
);
export const CloseIcon = (): ReactNode => (
  <Icon>
    <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" strokeWidth="1.5" />
  </Icon>
);
export const PanelIcon = (): ReactNode => (
  <Icon>
    <path d="M1.5 2.5h13v11h-13zM6 2.5v11" />
  </Icon>
);

/** The mark: two light cones that meet in an event. */
export const Logo = (): ReactNode => (
  <svg
    viewBox="0 0 20 20"
    width="20"
    height="20"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.25"
  >
    <path d="M3 2L17 18M17 2L3 18M3 2h14M3 18h14" />
    <circle cx="10" cy="10" r="2.5" fill="var(--accent)" stroke="none" />
  </svg>
);
/** There is a list behind it. */
export const MoreIcon = (): ReactNode => (
  <Icon>
    <path d="M3 6l5 5 5-5" strokeWidth="1.75" />
  </Icon>
);
export const CompareIcon = (): ReactNode => (
  <Icon>
    <path d="M1.5 4h4c3 0 3 8 6 8h3M8 4h6.5" />
  </Icon>
);
export const ChevronUpIcon = (): ReactNode => (
  <Icon>
    <path d="M3 10.5L8 5.5l5 5" />
  </Icon>
);
export const ChevronDownIcon = (): ReactNode => (
  <Icon>
    <path d="M3 5.5l5 5 5-5" />
  </Icon>
);
