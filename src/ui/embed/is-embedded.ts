/** `?embed=1`: the page stands in another page's frame and shows the run alone. Part of the page's life, not of its address's hash. */
export const isEmbedded = new URLSearchParams(location.search).get("embed") === "1";
