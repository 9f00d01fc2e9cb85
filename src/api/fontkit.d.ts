declare module "fontkit" {
  type Fontkit = Parameters<import("pdf-lib").PDFDocument["registerFontkit"]>[0];
  export const create: Fontkit["create"];
}
