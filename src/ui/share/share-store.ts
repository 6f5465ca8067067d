import { create } from "zustand";

export const useShare = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export const setShareOpen = (isOpen: boolean): void => useShare.setState({ isOpen });
