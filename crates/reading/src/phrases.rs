//! Phrases that people write beside a name: the table, and how it is looked up.
//!
//! Origin: ours, from public knowledge of letters, payment forms, registers and ship papers in the
//! languages of the published lists, 2026-11-26. Licence: as the project. No count was taken from a
//! published list.

use core::cmp::Reverse;
use std::sync::LazyLock;

use names::Words;

/// What a phrase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Leads to a name or follows one and belongs to none: `payment to`, `dear`.
    Around,
    /// The same, where a colon follows: `customer:`.
    Field,
    /// Has a code after it: `invoice`, `passport`.
    Code,
    /// Has a date of birth after it.
    Born,
    /// Has a country beside it and makes it a nationality: `national of`.
    National,
    /// Has a country beside it and makes it a ship's flag.
    Flag,
    /// A state of a company or person: `in liquidation`.
    State,
    /// An office of a company, with its place before it: `London branch`.
    Branch,
    /// A kind of ship before its name.
    Ship,
    /// Another name of the same party follows: `formerly`, `t/a`.
    Further,
    /// Part of a postal address: `street`.
    Street,
    /// A currency beside an amount.
    Currency,
}

/// The phrases of each use, with `|` between them. One with a mark in it (`c/o`) is recognised with
/// the mark only; the others without regard to marks, case and punctuation.
#[rustfmt::skip]
const PHRASES: &[(Use, &str)] = &[
    (Use::Around, "payment to|payments to|paid to|pay to|payable to|payment from|payment for|payment by|paid by|received from|transfer to|transfer from|remittance to|wire to|\
        rent to|rent from|rent for|salary of|salary for|wages of|wages for|fees to|fees from|fees for|deposit from|deposit for|refund to|refund from|refund for|\
        loan to|loan from|donation to|donation from|gift to|gift from|dividend to|dividend from|purchase from|purchased from|sale to|invoice from|invoice for|\
        beneficiary|beneficiary name|payee|payee name|remitter|ordering customer|account of|account name|account holder|a/c name|\
        in favour of|in favor of|on behalf of|for and on behalf of|c/o|care of|attn|attention of|for the attention of|fao|dear|\
        sold to|bill to|invoice to|ship to|deliver to|notify party|accounts payable|accounts receivable|accounts department|accounts dept|\
        to whom it may concern|zahlung an|zu handen|z. hd.|virement à|paiement à|à l'attention de|pago a|a la atención de|pagamento a|all'attenzione di|\
        ödeme|alıcı adı|для оплаты|получатель|платеж в пользу|المستفيد|السيد المحترم|người nhận|kính gửi|pagesë për|uplata za"),
    (Use::Field, "customer|client|supplier|vendor|tenant|landlord|guarantor|debtor|creditor|consignee|consignor|shipper|buyer|seller|sender|recipient|\
        attention|name|full name|surname|family name|last name|first name|given name|given names|forename|company|company name|business name|vessel name|ship name|\
        director|owner|shareholder|contact|contact name|subject|re|from|to|nom|prénom|nombre|apellido|apellidos|nome|cognome|vorname|nachname|ad|soyad|emri|mbiemri|ime|prezime|\
        имя|фамилия|отчество|фио|الاسم|اسم|نام|tên|họ tên"),
    (Use::Code, "passport|passport no|passport number|id|id no|id number|id card|identity card|national id|account|account no|account number|acct|acct no|a/c|a/c no|iban|swift|swift code|bic|sort code|\
        invoice|invoice no|invoice number|inv|inv no|ref|ref no|reference|reference no|reference number|our ref|your ref|order no|order number|po box|p.o. box|contract no|contract number|policy no|policy number|\
        case no|file no|tel|tel no|telephone|phone|phone no|mobile|mob|fax|whatsapp|vat|vat no|vat number|tax id|tax no|tax number|tin|inn|инн|ogrn|огрн|kpp|кпп|reg no|registration no|registration number|\
        company no|company number|crn|ein|lei|imo|imo no|imo number|mmsi|ssn|licence no|license no|driving licence|rechnung|rechnung nr|konto|konto nr|facture|facture no|compte no|factura|cuenta|fattura|\
        паспорт|счет|счёт|тел|رقم|جواز سفر|هاتف|pasaport no|fatura no|pasaporte|passeport"),
    (Use::Born, "dob|d.o.b|d/o/b|date of birth|birth date|birthdate|born|born on|b.|geb|geboren|geboren am|né le|née le|nacido|nacida|nacido el|fecha de nacimiento|nato il|nata il|\
        datëlindja|i lindur|e lindur|doğum tarihi|d.t.|рожд|родился|родилась|дата рождения|rođen|rođena|تاريخ الميلاد|مواليد|متولد|sinh ngày|ngày sinh"),
    (Use::National, "national|nationality|national of|citizen|citizen of|citizenship|nationals of|staatsangehörigkeit|staatsbürger|ressortissant|nationalité|nacionalidad|ciudadano|cittadino|cittadinanza|\
        гражданин|гражданка|гражданство|shtetas|uyruk|vatandaşı|الجنسية|تابعیت|quốc tịch"),
    (Use::Flag, "flag|flag of|flagged|under the flag of|sailing under the flag of|registered in|registered at"),
    (Use::State, "in liquidation|in voluntary liquidation|in administration|in receivership|in bankruptcy|in dissolution|under administration|struck off|dissolved|deceased|estate of|the estate of|the late|executors of|\
        the executors of|en liquidation|en liquidación|in liquidazione|w likwidacji|u likvidaciji|u stečaju|tasfiye halinde|в ликвидации|ликвидировано|ликвидирована|i.l."),
    (Use::Branch, "branch|branch office|representative office|rep office|liaison office|head office|registered office|filiale|zweigniederlassung|succursale|sucursal|филиал|şubesi|فرع"),
    (Use::Ship, "m/v|m.v|mv|m/t|m.t|mt|m/y|m.y|my|s/s|s.s|ss|f/v|fv|r/v|t/t|n/s|ns|s/y|vlcc|ulcc|lng/c|lpg/c|tanker|oil tanker|crude oil tanker|chemical tanker|product tanker|lng tanker|lng carrier|lpg carrier|\
        bulk carrier|bulker|container ship|general cargo ship|cargo ship|motor vessel|motor tanker|motor yacht|motor ship|fishing vessel|merchant vessel|vessel|ship|yacht|steamship|т/х|теплоход|танкер|судно|ناقلة|سفينة"),
    (Use::Further, "aka|a.k.a|a/k/a|also known as|known as|alias|fka|f.k.a|f/k/a|formerly known as|formerly|previously|previously known as|former name|now known as|n/k/a|ex|t/a|trading as|dba|d.b.a|d/b/a|doing business as|operating as|o/a|\
        ehemals|vormals|anciennement|antes|già|ранее|бывш|он же|она же|известный как|المعروف باسم|الملقب|معروف به|i njohur si|namı diğer|poznat kao"),
    (Use::Street, "street|st|road|rd|avenue|ave|lane|ln|drive|close|court|crescent|square|terrace|gardens|boulevard|blvd|highway|way|house|mews|hill|place"),
    (Use::Currency, "gbp|usd|eur|euro|euros|chf|jpy|cny|rmb|rub|aed|try|pln|sek|nok|dkk|cad|aud|pounds|dollars|roubles|rubles"),
];

/// One phrase.
struct Phrase {
    use_: Use,
    /// As it is written.
    text: &'static str,
    tokens: Words,
}

impl Phrase {
    /// Whether it is recognised by the marks between its tokens.
    fn has_mark(&self) -> bool {
        self.text.contains(['/', '.'])
    }

    /// Where it stands in the table: by its first token, then the longest phrases first, those with
    /// a mark before the others.
    fn order(&self) -> (&str, Reverse<usize>, bool) {
        let longest = Reverse(self.tokens.len());
        (self.tokens.text(0), longest, !self.has_mark())
    }

    /// Whether it is at this token of a text.
    fn is_at(&self, text: &str, words: &Words, place: usize) -> bool {
        let is_token = |token| words.text(place + token) == self.tokens.text(token);
        let is_gap = |token| gap(text, words, place + token) == gap(self.text, &self.tokens, token);
        let count = self.tokens.len();
        place + count <= words.len()
            && (0..count).all(is_token)
            && (!self.has_mark() || (1..count).all(is_gap))
    }
}

/// The text between the tokens before and at a place.
pub(super) fn gap<'t>(text: &'t str, words: &Words, place: usize) -> &'t str {
    let start = place
        .checked_sub(1)
        .map_or(0, |before| words.range(before).end);
    let end = if place < words.len() {
        words.range(place).start
    } else {
        text.len()
    };
    text.get(start..end).unwrap_or_default()
}

/// All phrases in order. Each is put in its place: a sort would cost the browser 2 KB.
static TABLE: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut table: Vec<Phrase> = Vec::new();
    for (use_, phrases) in PHRASES {
        for text in phrases.split('|') {
            let phrase = Phrase {
                use_: *use_,
                text,
                tokens: Words::read(text),
            };
            let place = table.partition_point(|before| before.order() <= phrase.order());
            table.insert(place, phrase);
        }
    }
    table
});

/// The longest phrase that begins at this token of a text, and its number of tokens.
pub(super) fn phrase_at(text: &str, words: &Words, place: usize) -> Option<(Use, usize)> {
    let first = words.text(place);
    let start = TABLE.partition_point(|phrase| phrase.tokens.text(0) < first);
    let mut with_first = TABLE
        .get(start..)?
        .iter()
        .take_while(|phrase| phrase.tokens.text(0) == first);
    let found = with_first.find(|phrase| phrase.is_at(text, words, place))?;
    Some((found.use_, found.tokens.len()))
}
