import type { IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

export type BodyFault = "cut" | "too-large" | "encoding" | "content-type" | "charset" | "malformed";

/** The answer arrived, but its body is no JSON text that we may trust. */
export class DecodeFault extends Error {
  readonly kind: BodyFault;
  constructor(kind: BodyFault, cause?: unknown) {
    super(`body: ${kind}`, { cause });
    this.name = "DecodeFault";
    this.kind = kind;
  }
}

const decompressors = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

function isKnownEncoding(name: string): name is keyof typeof decompressors {
  return Object.hasOwn(decompressors, name);
}

/** The body without its content encoding; a cut stream is a DecodeFault, never a shorter body. */
export async function decompress(
  body: Buffer,
  headers: IncomingHttpHeaders,
  maxBytes: number,
): Promise<Buffer> {
  const encoding = headers["content-encoding"]?.trim().toLowerCase();
  if (encoding === undefined || encoding === "" || encoding === "identity") return body;
  if (!isKnownEncoding(encoding)) throw new DecodeFault("encoding");
  try {
    return await decompressors[encoding](body, { maxOutputLength: maxBytes });
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw new DecodeFault(isTooLarge ? "too-large" : "cut", error);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const bom = Buffer.from([0xef, 0xbb, 0xbf]);
const nulEscape = Buffer.from("\\u0000");

export type JsonBody = { bytes: Buffer; json: unknown };

/** Decodes once over all bytes, so that no character is split; invalid UTF-8 is a fault, never a replacement mark. */
export function parseJson(body: Buffer, headers: IncomingHttpHeaders): JsonBody {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !type.endsWith("+json")) throw new DecodeFault("content-type");
  const bytes = body.subarray(0, 3).equals(bom) ? body.subarray(3) : body;
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (error) {
    throw new DecodeFault("charset", error);
  }
  try {
    return { bytes, json: bytes.includes(nulEscape) ? JSON.parse(text, withoutNul) : JSON.parse(text) };
  } catch (error) {
    throw new DecodeFault("malformed", error);
  }
}

/** Postgres text holds no U+0000: one such character would lose the whole page. */
function withoutNul(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\u0000", "\uFFFD") : value;
}
