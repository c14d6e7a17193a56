/** Quotation marks: a straight one opens behind a gap or a bracket and closes before one, so that what stands between two quoted words is none. */
const QUOTED =
  /(?<=^|[\s([{:=,;>—–-])"(?!\s)([^"\n]{1,400}?)(?<!\s)"(?![\p{L}\p{N}])|“([^”\n]{1,400})”|«\s?([^»\n]{1,400}?)\s?»|「([^」\n]{1,400})」|『([^』\n]{1,400})』|„([^“”\n]{1,400})[“”]|(?<![\p{L}\d])'(?!\s)([^'\n]{1,400}?)(?<!\s)'(?![\p{L}\d])|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])"([^"\n]{1,400})"/gu;

/** The texts in quotation marks, each once, in their order. */
export const quotationsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(QUOTED)].map((match) => match.slice(1).find((group) => group !== undefined) ?? '')),
];
