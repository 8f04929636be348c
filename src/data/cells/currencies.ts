/** The codes of money in use (ISO 4217). "12 MIO" is a number with a word behind it, not an amount of a currency. */

const codes = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
    'CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD ' +
    'HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD ' +
    'MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN ' +
    'PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY ' +
    'TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
);

/** Whether three letters are a currency, in any case. Example: "usd" is, "mio" is not. */
export const isCurrencyCode = (letters: string): boolean => codes.has(letters.toUpperCase());

/** Currencies whose smallest unit is the unit itself. */
const withoutCents: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
);

/** Currencies whose smallest unit is a thousandth. */
const withThousandths: ReadonlySet<string> = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** How many of its smallest unit a currency has. Example: 100 for EUR, 1 for JPY, 1000 for KWD. */
export const unitsOf = (currency: string): number =>
  withoutCents.has(currency) ? 1 : withThousandths.has(currency) ? 1000 : 100;

/** Whether a header says that amounts are in the smallest unit. Example: "amountCents" does, "Recent MRR" and "percents" do not. */
export const saysMinor = (header: string): boolean => /(?<!per)cents|minor(?!it)/i.test(header);
