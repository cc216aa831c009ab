export type Region = "na" | "eu" | "fe";
export type CountryCode = "US" | "CA" | "MX" | "UK" | "DE" | "FR" | "IT" | "ES" | "JP";

type Centre = {
  code: string;
  street: string;
  city: string;
  state?: string;
  postalCode: string;
  district?: string;
};
export type Country = {
  code: CountryCode;
  /** ISO 3166 code inside addresses: GB where Vendor Central says UK */
  iso: string;
  region: Region;
  zone: string;
  currency: string;
  /** local units for one US dollar of cost, for the demo catalogue only */
  perDollar: number;
  digits: number;
  buyer: {
    partyId: string;
    name: string;
    street: string;
    city: string;
    state?: string;
    postalCode: string;
    tax?: string;
  };
  centres: readonly Centre[];
};

/** Codes look like real fulfilment centres; every street and registration number is fictional. */
export const countries: Readonly<Record<CountryCode, Country>> = {
  US: {
    code: "US",
    iso: "US",
    region: "na",
    zone: "America/Los_Angeles",
    currency: "USD",
    perDollar: 1,
    digits: 2,
    buyer: {
      partyId: "AMZUS",
      name: "Amazon Retail US (simulated)",
      street: "1 Café Example Plaza",
      city: "Seattle",
      state: "WA",
      postalCode: "98101",
    },
    centres: [
      { code: "PHX6", street: "4750 Quarry Example Road", city: "Phoenix", state: "AZ", postalCode: "85043" },
      {
        code: "ONT8",
        street: "24300 Orchard Example Avenue",
        city: "Moreno Valley",
        state: "CA",
        postalCode: "92551",
      },
      { code: "MDW2", street: "250 Prairie Example Drive", city: "Joliet", state: "IL", postalCode: "60433" },
      {
        code: "ABE8",
        street: "309 Cold Brook Example Way",
        city: "Florence",
        state: "NJ",
        postalCode: "08518",
      },
    ],
  },
  CA: {
    code: "CA",
    iso: "CA",
    region: "na",
    zone: "America/Toronto",
    currency: "CAD",
    perDollar: 1.37,
    digits: 2,
    buyer: {
      partyId: "AMZCA",
      name: "Amazon Retail Canada (simulated)",
      street: "40 Example Street West",
      city: "Toronto",
      state: "ON",
      postalCode: "M5H 2S9",
      tax: "000000001RT0001",
    },
    centres: [
      {
        code: "YYZ4",
        street: "8050 Harvest Example Road",
        city: "Brampton",
        state: "ON",
        postalCode: "L6Y 0A1",
      },
      {
        code: "YVR3",
        street: "109 Rivière Example Way",
        city: "New Westminster",
        state: "BC",
        postalCode: "V3M 5H6",
      },
      { code: "YUL2", street: "3000 rue des Érables", city: "Lachine", state: "QC", postalCode: "H8T 3P6" },
    ],
  },
  MX: {
    code: "MX",
    iso: "MX",
    region: "na",
    zone: "America/Mexico_City",
    currency: "MXN",
    perDollar: 18.4,
    digits: 2,
    buyer: {
      partyId: "AMZMX",
      name: "Amazon Retail México (simulado)",
      street: "Av. Ejemplo 505",
      city: "Ciudad de México",
      state: "CDMX",
      postalCode: "06600",
    },
    centres: [
      {
        code: "MEX2",
        street: "Camino del Ejemplo 18",
        city: "Cuautitlán Izcalli",
        state: "México",
        postalCode: "54730",
      },
      {
        code: "MTY1",
        street: "Parque Ejemplo 77",
        city: "Santa Catarina",
        state: "Nuevo León",
        postalCode: "66350",
      },
    ],
  },
  UK: {
    code: "UK",
    iso: "GB",
    region: "eu",
    zone: "Europe/London",
    currency: "GBP",
    perDollar: 0.78,
    digits: 2,
    buyer: {
      partyId: "AMZUK",
      name: "Amazon Retail UK (simulated)",
      street: "1 Café Example Yard",
      city: "London",
      postalCode: "EC2A 2FA",
      tax: "GB000000001",
    },
    centres: [
      { code: "LTN4", street: "Unit 1, Chalk Example Way", city: "Dunstable", postalCode: "LU5 4FE" },
      { code: "BHX4", street: "Foundry Example Park", city: "Coventry", postalCode: "CV5 9DN" },
      { code: "MAN1", street: "Sunbank Example Lane", city: "Manchester", postalCode: "M90 5AA" },
      { code: "EDI4", street: "Amber Example Road", city: "Dunfermline", postalCode: "KY11 8XT" },
    ],
  },
  DE: {
    code: "DE",
    iso: "DE",
    region: "eu",
    zone: "Europe/Berlin",
    currency: "EUR",
    perDollar: 0.92,
    digits: 2,
    buyer: {
      partyId: "AMZDE",
      name: "Amazon Einzelhandel Deutschland (simuliert)",
      street: "Musterstraße 12",
      city: "München",
      postalCode: "80807",
      tax: "DE000000001",
    },
    centres: [
      { code: "LEJ1", street: "Königsmuster Allee 1", city: "Leipzig", postalCode: "04347" },
      { code: "DTM2", street: "Kaltbandmusterstraße 4", city: "Dortmund", postalCode: "44145" },
      { code: "MUC3", street: "Mühlmusterweg 10", city: "Graben", postalCode: "86836" },
      { code: "CGN1", street: "Große Musterbüchel 3", city: "Köln", postalCode: "50997" },
    ],
  },
  FR: {
    code: "FR",
    iso: "FR",
    region: "eu",
    zone: "Europe/Paris",
    currency: "EUR",
    perDollar: 0.92,
    digits: 2,
    buyer: {
      partyId: "AMZFR",
      name: "Amazon Commerce France (simulé)",
      street: "67 boulevard de l'Exemple",
      city: "Clichy",
      postalCode: "92110",
      tax: "FR00000000001",
    },
    centres: [
      { code: "ORY4", street: "12 avenue de l'Exemple", city: "Brétigny-sur-Orge", postalCode: "91220" },
      { code: "LIL1", street: "1 rue de l'Été", city: "Lauwin-Planque", postalCode: "59553" },
      { code: "LYS1", street: "1 rue de l'Exemple Lumière", city: "Sevrey", postalCode: "71100" },
    ],
  },
  IT: {
    code: "IT",
    iso: "IT",
    region: "eu",
    zone: "Europe/Rome",
    currency: "EUR",
    perDollar: 0.92,
    digits: 2,
    buyer: {
      partyId: "AMZIT",
      name: "Amazon Commercio Italia (simulato)",
      street: "Viale dell'Esempio 31",
      city: "Milano",
      state: "MI",
      postalCode: "20124",
      tax: "IT00000000001",
    },
    centres: [
      {
        code: "MXP5",
        street: "Strada dell'Esempio 6",
        city: "Castel San Giovanni",
        state: "PC",
        postalCode: "29015",
      },
      {
        code: "FCO1",
        street: "Via della Società Esempio 100",
        city: "Passo Corese",
        state: "RI",
        postalCode: "02032",
      },
      { code: "BLQ1", street: "Via Esempio 22", city: "Spilamberto", state: "MO", postalCode: "41057" },
    ],
  },
  ES: {
    code: "ES",
    iso: "ES",
    region: "eu",
    zone: "Europe/Madrid",
    currency: "EUR",
    perDollar: 0.92,
    digits: 2,
    buyer: {
      partyId: "AMZES",
      name: "Amazon Comercio España (simulado)",
      street: "Calle del Ejemplo 1",
      city: "Madrid",
      postalCode: "28045",
      tax: "ESX0000001A",
    },
    centres: [
      { code: "MAD4", street: "Avenida de la Ñora 12", city: "San Fernando de Henares", postalCode: "28830" },
      { code: "BCN1", street: "Carrer de l'Exemple 2", city: "El Prat de Llobregat", postalCode: "08820" },
      { code: "SVQ1", street: "Calle Ejemplo Olé 9", city: "Dos Hermanas", postalCode: "41703" },
    ],
  },
  JP: {
    code: "JP",
    iso: "JP",
    region: "fe",
    zone: "Asia/Tokyo",
    currency: "JPY",
    perDollar: 150,
    digits: 0,
    buyer: {
      partyId: "AMZJP",
      name: "アマゾン小売日本（模擬）",
      street: "見本町1丁目8番1号",
      city: "目黒区",
      state: "東京都",
      postalCode: "153-0064",
    },
    centres: [
      { code: "KIX3", street: "見本彩町1丁目4番", city: "茨木市", state: "大阪府", postalCode: "567-0085" },
      { code: "NRT5", street: "見本台南5丁目2番", city: "川越市", state: "埼玉県", postalCode: "350-1182" },
      { code: "FSZ1", street: "見本原6番12号", city: "小田原市", state: "神奈川県", postalCode: "250-0866" },
    ],
  },
};
