import { create } from "zustand";

/** Whether the page asks with what to compare. */
export const useCompareChooser = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const setCompareChooser = (isOpen: boolean): void => useCompareChooser.setState({ isOpen });
