const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const size = 1n << 40n;
const mask = size - 1n;
/** Orders of one group on one day that can be told apart. */
export const ordersPerDay = 4096;

/** 8 letters [M]; (group, day, n) maps one to one, so no two orders ever share a number. */
export function orderNumber(seed: number, place: { group: number; day: number; n: number }): string {
  let value = (BigInt(place.group) << 27n) | (BigInt(place.day) << 12n) | BigInt(place.n);
  const shift = BigInt(seed >>> 0);
  for (const odd of [0x9e3779b97f5n, 0xc2b2ae3d27n]) {
    value = (value * odd + shift) & mask;
    value ^= value >> 17n;
  }
  let text = "";
  for (let i = 0; i < 8; i++) {
    text = alphabet[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}
