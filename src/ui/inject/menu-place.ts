/** Menus stand in the page's main part, so that who goes through the page by its parts finds them; their place is fixed. */
export const menuPlace = (): HTMLElement => document.querySelector("main") ?? document.body;
