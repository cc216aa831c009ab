import type { Country } from "./country-table";
import type { VendorGroup } from "./groups";
import { createRandom, hashText } from "./random";

export type Product = {
  asin: string;
  sku: string;
  /** GTIN-13 with a right check digit */
  gtin: string;
  /** the text sent as vendorProductIdentifier */
  vendorId: string;
  /** cost of one each, decimal text with the currency's digits */
  cost: string;
  list: string;
  /** units of a case; 1 = ordered in eaches only */
  casePack: number;
};

const kinds = [
  ["PAN", 1450],
  ["SKILLET", 1890],
  ["STOCKPOT", 3240],
  ["SAUCEPAN", 1680],
  ["WOK", 2210],
  ["ROASTER", 2780],
  ["KETTLE", 2360],
  ["TEAPOT", 1520],
  ["GRATER", 540],
  ["LADLE", 410],
  ["WHISK", 380],
  ["TONGS", 450],
  ["PEELER", 290],
  ["COLANDER", 1120],
  ["BOARD", 980],
  ["KNIFE", 1990],
  ["BOWL", 760],
  ["JAR", 520],
  ["SCALE", 1740],
  ["TIMER", 620],
] as const;
const variants = ["16", "20", "24", "28", "SET2", "SET3", "RED", "BLK"] as const;
const letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

function lettersOf(key: string, length: number): string {
  let text = "";
  for (let i = 0; i < length; i++) text += letters[hashText(`${key}/${i}`) % letters.length];
  return text;
}

function gtinOf(key: string): string {
  const body = `40${String(hashText(key)).padStart(10, "0").slice(-10)}`;
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(body[i]) * (i % 2 === 0 ? 1 : 3);
  return body + ((10 - (sum % 10)) % 10);
}

/** Decimal text of so many US cents in the country's money; JPY has no minor unit. */
export function priceText(country: Country, cents: number): string {
  const minor = Math.max(1, Math.round((cents / 100) * country.perDollar * 10 ** country.digits));
  if (country.digits === 0) return String(minor);
  const text = String(minor).padStart(country.digits + 1, "0");
  return `${text.slice(0, -country.digits)}.${text.slice(-country.digits)}`;
}

/** 160 kitchen goods; the same brand sells the same ASINs in every country, at its own cost. */
export function createCatalogue(seed: number, group: VendorGroup): readonly Product[] {
  const brand = group.vendorCodes[0]?.slice(0, 3) ?? "XXX";
  return kinds.flatMap(([kind, cents]) =>
    variants.map((variant) => {
      const sku = `${brand}-${kind}-${variant}`;
      const random = createRandom(`${seed}/product/${sku}`);
      const cost = Math.round(cents * (0.7 + random.next() * 0.9));
      const gtin = gtinOf(`${seed}/${sku}`);
      return {
        asin: `B0${lettersOf(`${seed}/${sku}`, 8)}`,
        sku,
        gtin,
        vendorId: group.identifiedBy === "sku" ? sku : gtin,
        cost: priceText(group.country, cost),
        list: priceText(group.country, Math.round(cost * 1.9)),
        casePack: random.pick([1, 1, 4, 6, 6, 12, 24]),
      };
    }),
  );
}
