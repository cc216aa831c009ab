import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

export type ZipEntry = { name: string; content: AsyncIterable<string> | Iterable<string> };
type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number };

/** a moment that every reader knows: the format has no zone, and the same rows shall give the same bytes */
const dosDate = (46 << 9) | (1 << 5) | 1;
/** sizes follow the data; names are UTF-8 */
const flags = 0x0808;

/** A ZIP archive as a stream: each entry is packed while it is made, and nothing but a chunk is held. Up to 4 GB. */
export async function* zipStream(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  const count = (part: Uint8Array) => {
    offset += part.length;
    return part;
  };
  for (const entry of entries) {
    const made: Written = { name: Buffer.from(entry.name), crc: 0, packed: 0, size: 0, offset };
    yield count(localHeader(made));
    for await (const part of pack(entry.content, made)) yield count(part);
    yield count(descriptor(made));
    written.push(made);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield Buffer.concat([directory, endOfDirectory(written.length, directory.length, offset)]);
}

async function* pack(content: ZipEntry["content"], made: Written): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw({ level: 6 });
  const feeding = pipeline(Readable.from(measure(content, made)), deflate);
  // told by the loop below: a failure of the content destroys what the loop reads from
  feeding.catch(() => undefined);
  for await (const part of deflate) {
    made.packed += part.length;
    yield part;
  }
  await feeding;
}

async function* measure(content: ZipEntry["content"], made: Written): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const part = Buffer.from(text);
    made.crc = crc32(part, made.crc);
    made.size += part.length;
    yield part;
  }
}

function numbers(...parts: [bytes: 2 | 4, value: number][]): Buffer {
  const made = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of parts) at = made.writeUIntLE(value, at, bytes);
  return made;
}

function localHeader({ name }: Written): Buffer {
  const head = numbers([4, 0x04034b50], [2, 20], [2, flags], [2, 8], [2, 0], [2, dosDate]);
  return Buffer.concat([head, numbers([4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]), name]);
}

const descriptor = ({ crc, packed, size }: Written) =>
  numbers([4, 0x08074b50], [4, crc], [4, packed], [4, size]);

function directoryEntry({ name, crc, packed, size, offset }: Written): Buffer {
  const head = numbers([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, 8], [2, 0], [2, dosDate]);
  const sizes = numbers([4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0]);
  return Buffer.concat([head, sizes, numbers([2, 0], [2, 0], [4, 0], [4, offset]), name]);
}

const endOfDirectory = (entries: number, size: number, offset: number) =>
  numbers([4, 0x06054b50], [2, 0], [2, 0], [2, entries], [2, entries], [4, size], [4, offset], [2, 0]);
