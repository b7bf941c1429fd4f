//! How well sounds bring words of different scripts together: common given names in each script,
//! and labelled words where they lie beside the project.

use names::{SOUND_CLEAR, SOUND_FLOOR, SOUND_WEAK, Words, sound_similarity, sounds};

/// The sounds of a name as one word.
fn sounds_of(text: &str) -> Vec<u8> {
    let words = Words::read(text);
    let mut spoken = Vec::new();
    sounds(words.joined(0..words.len()), &mut spoken);
    spoken
}

/// Script, a given name in it, and a Latin spelling that people use.
const SIMILAR: &[(&str, &str, &str)] = &[
    ("Russian", "Всеволод", "Wsewolod"),
    ("Russian", "Евгений", "Yevgeny"),
    ("Russian", "Юлия", "Julija"),
    ("Russian", "Щукарь", "Shchukar"),
    ("Russian, German name", "Гайдель", "Heidel"),
    ("Ukrainian", "Олексій", "Oleksii"),
    ("Ukrainian", "Григорій", "Hryhorii"),
    ("Belarusian", "Аляксандр", "Aliaksandr"),
    ("Serbian", "Ђорђе", "Đorđe"),
    ("Serbian", "Живојин", "Zivojin"),
    ("Bulgarian", "Христо", "Hristo"),
    ("Macedonian", "Ѓорѓи", "Gjorgji"),
    ("Kazakh", "Жансая", "Zhansaya"),
    ("Arabic", "عبدالرحمن", "Abdelrahman"),
    ("Arabic", "محمد", "Mohammed"),
    ("Arabic", "يوسف", "Youssef"),
    ("Arabic", "جمال", "Gamal"),
    ("Arabic", "جمال", "Djamal"),
    ("Arabic", "خالد", "Khaled"),
    ("Arabic", "وليد", "Walid"),
    ("Arabic", "فاطمة", "Fatima"),
    ("Persian", "خسرو", "Khosrow"),
    ("Persian", "پرویز", "Parviz"),
    ("Dari", "گلبدین", "Golbaddin"),
    ("Pashto", "ځلمی", "Zalmay"),
    ("Kurdish", "شێرزاد", "Sherzad"),
    ("Kurdish", "خۆشناو", "Khoshnaw"),
    ("Urdu", "چودھری", "Chaudhry"),
    ("Hebrew", "יצחק", "Yitzhak"),
    ("Hebrew", "אברהם", "Avraham"),
    ("Hebrew", "שרה", "Sarah"),
    ("Hebrew", "חיים", "Chaim"),
    ("Hebrew", "ג'ורג'", "George"),
    ("Greek", "Χρυσοχόος", "Chrysochoos"),
    ("Greek", "Βασίλειος", "Vasilios"),
    ("Greek", "Ευάγγελος", "Evangelos"),
    ("Armenian", "Հովհաննես", "Hovhannes"),
    ("Armenian", "Գրիգոր", "Krikor"),
    ("Georgian", "გიორგი", "Giorgi"),
    ("Georgian", "ვახტანგ", "Vakhtang"),
    ("Chinese", "建国", "Jianguo"),
    ("Chinese", "建國", "Chien-kuo"),
    ("Chinese", "小平", "Hsiao-p'ing"),
    ("Chinese", "张伟", "Zhangwei"),
    ("Chinese", "曾志强", "Zengzhiqiang"),
    ("Chinese", "弗拉基米尔", "Vladimir"),
    ("Chinese", "伊丽莎白", "Elizabeth"),
    ("Korean", "정은", "Jong-un"),
    ("Korean", "영희", "Young-hee"),
    ("Korean", "철수", "Chulsoo"),
    ("Korean", "김", "Kim"),
    ("Korean", "박", "Park"),
    ("Korean", "최", "Choi"),
    ("Korean", "블라디미르", "Vladimir"),
    ("Japanese", "ヒロシ", "Hiroshi"),
    ("Japanese", "しんじ", "Shinji"),
    ("Japanese", "ウラジーミル", "Vladimir"),
    ("Hindi", "राजेश", "Rajesh"),
    ("Hindi", "विक्रम", "Vikram"),
    ("Thai", "สมชาย", "Somchai"),
    ("Latin, Kurdish", "Xoşnaw", "Khoshnaw"),
    ("Latin, French", "Djamal", "Jamal"),
    ("Latin, Russian", "Yevgeny", "Evgenii"),
    ("Latin, Russian", "Khrushchov", "Chruschtschow"),
    ("Latin, Greek", "Chrysochoos", "Hrisohoos"),
    ("Latin, Turkish", "Çetin", "Chetin"),
    ("Latin, Polish", "Wojciech", "Voytsekh"),
    ("Latin, Vietnamese", "Nguyễn", "Nguyen"),
    ("Latin, German", "Jürgen", "Yurgen"),
    ("Latin, Arabic", "Abdoulaye", "Abdulai"),
    ("Latin, Arabic", "Qaddafi", "Ghadhafi"),
    ("Latin, Arabic", "Hussain", "Houcine"),
];

/// Pairs that must stay apart.
const DIFFERENT: &[(&str, &str, &str)] = &[
    ("Russian", "Иван", "Igor"),
    ("Russian", "Марина", "Darina"),
    ("Arabic", "محمد", "Majid"),
    ("Arabic", "كريم", "Rahim"),
    ("Arabic", "سالم", "Jamil"),
    ("Hebrew", "דוד", "Dan"),
    ("Greek", "Νικόλαος", "Nestor"),
    ("Armenian", "Արամ", "Armen"),
    ("Georgian", "გიორგი", "Grigol"),
    ("Chinese", "建国", "Jianmin"),
    ("Chinese", "张伟", "Liwei"),
    ("Korean", "영희", "Yongsu"),
    ("Japanese", "ヒロシ", "Hiroki"),
    ("Hindi", "राजेश", "Ramesh"),
    ("Latin", "Karimov", "Kasimov"),
    ("Latin", "Petrov", "Pavlov"),
    ("Latin", "Hassan", "Hamdan"),
];

#[test]
fn given_names_sound_like_their_spellings_and_not_like_others() {
    let mut wrong = String::new();
    for (rows, expected) in [(SIMILAR, true), (DIFFERENT, false)] {
        for (script, original, latin) in rows {
            let similarity = sound_similarity(&sounds_of(original), &sounds_of(latin));
            if (similarity >= SOUND_FLOOR) != expected {
                wrong += &format!("{script}: {original} {latin} {similarity:.2}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn syllables_of_names_meet_their_spellings_in_other_dialects() {
    let rows = [
        ("陈", "Chan", true),
        ("陳", "Tan", true),
        ("黄", "Wong", true),
        ("王", "Wong", true),
        ("林", "Lim", true),
        ("이", "Rhee", true),
        ("류", "Yoo", true),
        ("노", "Roh", true),
        ("Zhang", "Cheung", true),
        ("陈", "Wong", false),
        ("이", "Kim", false),
        ("Anna", "Anna", false),
    ];
    for (one, other, expected) in rows {
        let (a, b) = (Words::read(one), Words::read(other));
        let same = names::is_same_syllable(a.text(0), b.text(0));
        assert_eq!(same, expected, "{one} {other}");
    }
}

/// Readings are those of the Unicode Han Database, but for `han_names.txt`.
#[test]
fn characters_have_the_readings_of_the_public_table() {
    use pinyin::ToPinyin;

    let rows = include_str!("../data/sounds/han.txt").lines();
    for row in rows.filter(|row| !row.starts_with('#')) {
        let (syllable, characters) = row.split_once(' ').unwrap();
        for character in characters.chars() {
            let reading = character.to_pinyin().map(|reading| reading.plain());
            let reading = reading.unwrap_or_default().replace('ü', "yu");
            assert_eq!(syllable, reading, "{character}");
        }
    }
    let read = |word| names::romanise(word).unwrap_or_default();
    assert_eq!(read("曾国"), "zengguo");
    assert_eq!(read("吕"), "lyu");
}

#[test]
fn words_are_romanised_plainly() {
    let rows = [
        ("Всеволод", "vsevolod"),
        ("Щукарь", "shchukar"),
        ("خالد", "khald"),
        ("יעקב", "yakb"),
        ("Χρήστος", "christos"),
        ("ვახტანგ", "vakhtang"),
        ("Գրիգոր", "grigor"),
        ("张伟", "zhangwei"),
        ("영희", "yeonghui"),
        ("ひろし", "hiroshi"),
        ("राजेश", "rajesh"),
    ];
    for (word, expected) in rows {
        let romanised: String = Words::read(word)
            .iter()
            .filter_map(names::romanise)
            .collect();
        assert_eq!(romanised, expected);
    }
    for word in ["vsevolod", "55", "ꦲꦤ", ""] {
        assert_eq!(names::romanise(word), None, "{word}");
    }
}

/// A small generator with a fixed seed (SplitMix64), so that every run draws the same.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % end as u64) as usize
    }
}

/// For labelled words of one script: how similar each original is to each Latin spelling.
type Similarity = Vec<Vec<f32>>;

/// Shares, 0 to 1.
struct Figures {
    /// Pairs above the floor.
    similar: f64,
    /// Words of different pairs above the floor.
    random: f64,
    /// Pairs whose words have next to nothing in common: labels of another name.
    unrelated: f64,
    /// Of people of two words, both above the floor: own person among the best ten of 1,500; and
    /// how many of the others.
    both: (f64, f64),
    /// The same with one word clear and the other not too weak.
    clear: (f64, f64),
}

fn measure(similarity: &Similarity) -> Figures {
    let count = similarity.len();
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let own_above = |floor: f32| {
        let own = (0..count).filter(|place| similarity[*place][*place] >= floor);
        own.count()
    };
    let values = similarity.iter().flatten();
    let above = values.filter(|value| **value >= SOUND_FLOOR).count();
    let similar = own_above(SOUND_FLOOR);
    Figures {
        similar: share(similar, count),
        random: share(above - similar, count * (count - 1)),
        unrelated: 1.0 - share(own_above(0.45), count),
        both: find(similarity, SOUND_FLOOR, SOUND_FLOOR),
        clear: find(similarity, SOUND_WEAK, SOUND_CLEAR),
    }
}

/// Shares of people found and of strangers, where the weaker and the better word reach these.
fn find(similarity: &Similarity, weak: f32, clear: f32) -> (f64, f64) {
    let mut draw = Draw(7);
    let mut person = || [draw.below(similarity.len()), draw.below(similarity.len())];
    let people: Vec<[usize; 2]> = (0..1500).map(|_| person()).collect();
    let value = |a: f32, b: f32| {
        let counts = a.min(b) >= weak && a.max(b) >= clear;
        if counts { a + b } else { 0.0 }
    };
    let (mut found, mut strangers) = (0, 0);
    for asked in &people {
        let [first, second] = asked.map(|word| &similarity[word]);
        let score = |listed: &[usize; 2]| {
            let straight = value(first[listed[0]], second[listed[1]]);
            straight.max(value(first[listed[1]], second[listed[0]]))
        };
        let own = score(asked);
        let better = people.iter().filter(|listed| score(listed) > own).count();
        found += usize::from(own > 0.0 && better < 10);
        let others = people.iter().filter(|listed| *listed != asked);
        strangers += others.filter(|listed| score(listed) > 0.0).count();
    }
    let people = people.len() as f64;
    (found as f64 / people, strangers as f64 / people / people)
}

/// The tables and costs were made looking at the first half of each script's rows only; the
/// second half is what is asked of them.
#[test]
fn people_typed_in_their_own_script_are_found_in_latin() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/cases/transliterations.tsv"
    );
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("skipped: no labelled words beside the project");
        return;
    };
    println!(
        "script   half   similar random unrelated | both strangers | clear and weak strangers"
    );
    // Least share of people found: well under what was measured.
    for (script, least) in [
        ("arabic", 0.90),
        ("russian", 0.93),
        ("hebrew", 0.94),
        ("korean", 0.69),
        ("chinese", 0.80),
    ] {
        let rows = text
            .lines()
            .map(|line| line.split('\t').collect::<Vec<_>>());
        let spoken: Vec<(Vec<u8>, Vec<u8>)> = rows
            .filter(|cells| cells[0] == script)
            .map(|cells| (sounds_of(cells[1]), sounds_of(cells[2])))
            .collect();
        let (first, second) = spoken.split_at(spoken.len() / 2);
        for (half, spoken) in [("first", first), ("second", second)] {
            let latins = || spoken.iter().map(|(latin, _)| latin);
            let row = |original: &Vec<u8>| {
                let row = latins().map(|latin| sound_similarity(original, latin));
                row.collect::<Vec<f32>>()
            };
            let similarity: Similarity = spoken.iter().map(|(_, original)| row(original)).collect();
            let figures = measure(&similarity);
            println!(
                "{script:8} {half:6} {:.3} {:.4} {:.3}     | {:.3} {:.6} | {:.3} {:.6}",
                figures.similar,
                figures.random,
                figures.unrelated,
                figures.both.0,
                figures.both.1,
                figures.clear.0,
                figures.clear.1
            );
            assert!(figures.random < 0.005, "{script}");
            assert!(half == "first" || figures.clear.0 > least, "{script}");
        }
    }
}
