/** The page around the frame: it keeps what it hears. */
export const hostPage = (source: string): string => `<!doctype html><html lang="en"><title>host</title>
  <style>body { margin: 0 } iframe { border: 0; width: 100vw; height: 100vh }</style>
  <script>
    var heard = [];
    addEventListener("message", ({ data }) => heard.push(data));
    var say = (message) => document.querySelector("iframe").contentWindow.postMessage(message, "*");
  </script>
  <iframe title="a run" sandbox="allow-scripts" src="${source}"></iframe>`;
