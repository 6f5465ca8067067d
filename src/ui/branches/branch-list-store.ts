import { create } from "zustand";

/** Whether the list of branches is open: its button, the timeline's last row and a command open it. */
export const useBranchList = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const setBranchList = (isOpen: boolean): void => useBranchList.setState({ isOpen });
