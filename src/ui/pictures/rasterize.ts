/** Pixels of the picture for each of the page's, so that it stands up to a projector and to print. */
const SCALE = 2;

/** A picture as PNG. Pictures see no fonts but those inside of them: the page's are put there first. */
export async function toPng(
  svg: (styles: string) => string,
  size: { readonly width: number; readonly height: number },
): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg(await fontFaces()))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = size.width * SCALE;
  canvas.height = size.height * SCALE;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser has no canvas to draw on");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("the picture is too large")) : resolve(blob)));
  });
}

/** The page's sans as a style sheet that needs no network. Empty where it cannot be had: another font takes its place. */
async function fontFaces(): Promise<string> {
  const rule = [...document.styleSheets].flatMap(facesOf).find((face) => familyOf(face) === "Inter");
  const url = rule?.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)?.[1];
  if (rule === undefined || url === undefined) return "";
  try {
    const file = await fetch(new URL(url, rule.parentStyleSheet?.href ?? location.href));
    const data = toBase64(new Uint8Array(await file.arrayBuffer()));
    return `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${data})}`;
  } catch {
    return "";
  }
}

function facesOf(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  try {
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
  } catch {
    // A sheet of a browser's extension, which the page may not read.
    return [];
  }
}

function familyOf(face: CSSFontFaceRule): string {
  return face.style.getPropertyValue("font-family").replaceAll(/["']/g, "");
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
