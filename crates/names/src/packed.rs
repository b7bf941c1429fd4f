//! The tables of this crate in fewer bytes than a web server makes of them: 34 KB in place of 42 by
//! gzip, for 1 KB of code (2026-11-26). The build packs them, the first use unpacks them in some 45
//! milliseconds and 1 MB.
//!
//! An arithmetic coder of bits, after lpaq1 by M. Mahoney (2007). The chance that the next bit is set is
//! predicted from what followed each of [`CONTEXTS`] before, and the predictions are mixed by how good
//! each was lately. All arithmetic is on whole numbers, so that every machine unpacks what the build
//! packed. `build.rs` includes this file, too, and unpacks what it packs.

/// What predictions look at: the last none, one, two and three bytes, the second and the third last byte
/// alone, and the letters since the last gap.
const CONTEXTS: usize = 7;
/// Places for each context: a power of two. Four times as many would save 400 bytes and cost the cache
/// of a small device.
const SLOTS: usize = 1 << 16;
/// How far a chance moves to what followed, in 4,096, by how often its context was seen. The more often,
/// the less, but never little: the tables are short, and each differs from the one before.
const RATES: [i32; 6] = [2730, 1638, 1170, 910, 744, 630];
/// Weight of each prediction at first, in 65,536, and how fast weights learn.
const FIRST_WEIGHT: i32 = 13_000;
const LEARNING: i32 = 14;

/// Predicts bits, and learns from each.
pub(crate) struct Model {
    /// For each context and what it holds: 16 times the chance of a set bit in 4,096, and how often it was
    /// seen.
    slots: Vec<u16>,
    /// The weight of each prediction, in 65,536: by the bits of the byte so far, and by the last byte.
    weights: [Vec<[i32; CONTEXTS]>; 2],
    /// From chances in 4,096 to their logits.
    logits: Vec<i32>,
    /// The last bytes, and a hash of the letters since the last gap.
    before: u32,
    word: u32,
    /// The bits of the byte so far, after a one.
    bits: usize,
    /// What the next bit is predicted from: places in `slots`, and their logits.
    places: [usize; CONTEXTS],
    inputs: [i32; CONTEXTS],
    /// The chance that the next bit is set, in 4,096, by each kind of weights and by both.
    chances_by_weights: [i32; 2],
    pub(crate) chance: i32,
}

impl Model {
    pub(crate) fn new() -> Self {
        let mut logits = Vec::with_capacity(4096);
        for logit in -2047..2048 {
            while (logits.len() as i32) <= chance_of(logit) {
                logits.push(logit);
            }
        }
        logits.resize(4096, 2047);
        let mut model = Self {
            slots: vec![1 << 15; SLOTS * CONTEXTS],
            weights: [const { [FIRST_WEIGHT; CONTEXTS] }; 2].map(|first| vec![first; 256]),
            logits,
            before: 0,
            word: 0,
            bits: 1,
            places: [0; CONTEXTS],
            inputs: [0; CONTEXTS],
            chances_by_weights: [0; 2],
            chance: 0,
        };
        model.predict();
        model
    }

    /// Which weights apply to the next bit.
    fn chosen(&self) -> [usize; 2] {
        [self.bits, (self.before & 255) as usize]
    }

    fn predict(&mut self) {
        let before = self.before;
        let contexts: [u32; CONTEXTS] = [
            0,
            before & 0xff,
            before & 0xffff,
            before & 0xff_ffff,
            before & 0xff00,
            before & 0xff_0000,
            self.word,
        ];
        for (place, context) in contexts.into_iter().enumerate() {
            let hash =
                (context.wrapping_mul(0x9e37_79b1) ^ self.bits as u32).wrapping_mul(0x85eb_ca6b);
            let slot = place * SLOTS + (hash >> 16) as usize % SLOTS;
            self.places[place] = slot;
            self.inputs[place] = self.logits[usize::from(self.slots[slot] >> 4)];
        }
        let mut total = 0;
        for (kind, chosen) in self.chosen().into_iter().enumerate() {
            let weights = &self.weights[kind][chosen];
            let parts = self.inputs.iter().zip(weights);
            let sum = parts
                .map(|(input, weight)| (input * (weight >> 2)) >> 14)
                .sum();
            self.chances_by_weights[kind] = chance_of(sum).clamp(1, 4095);
            total += sum;
        }
        self.chance = chance_of(total / 2).clamp(1, 4095);
    }

    pub(crate) fn learn(&mut self, bit: bool) {
        for (kind, chosen) in self.chosen().into_iter().enumerate() {
            let miss = ((i32::from(bit) << 12) - self.chances_by_weights[kind]) * LEARNING;
            for (weight, input) in self.weights[kind][chosen].iter_mut().zip(self.inputs) {
                *weight += (input * miss + 0x2000) >> 14;
            }
        }
        for slot in self.places {
            let slot = &mut self.slots[slot];
            let (chance, seen) = (i32::from(*slot >> 4), usize::from(*slot & 15));
            let goal = if bit { 4095 } else { 0 };
            let step = (goal - chance) * RATES[seen];
            let chance = chance + (step >> 12);
            *slot = ((chance as u16) << 4) | (seen + 1).min(RATES.len() - 1) as u16;
        }
        self.bits = self.bits << 1 | usize::from(bit);
        if self.bits > 255 {
            let byte = (self.bits & 255) as u32;
            self.before = self.before << 8 | byte;
            self.word = match byte {
                0..=32 => 0,
                letter => self.word.wrapping_add(letter).wrapping_mul(0x2f0b_4c47),
            };
            self.bits = 1;
        }
        self.predict();
    }
}

/// The chance in 4,096 of a logit in 256ths.
fn chance_of(logit: i32) -> i32 {
    const STEPS: [i32; 33] = [
        1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994,
        3348, 3607, 3785, 3901, 3975, 4022, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094,
    ];
    let logit = logit.clamp(-2047, 2047);
    let (step, part) = ((logit >> 7) + 16, logit & 127);
    (STEPS[step as usize] * (128 - part) + STEPS[step as usize + 1] * part + 64) >> 7
}

/// The range of numbers that the coder has come down to.
pub(crate) struct Range {
    pub(crate) low: u32,
    high: u32,
}

impl Range {
    pub(crate) const WHOLE: Self = Self {
        low: 0,
        high: u32::MAX,
    };

    /// The last number that says that the next bit is set.
    pub(crate) fn middle(&self, chance: i32) -> u32 {
        self.low + ((u64::from(self.high - self.low) * chance as u64) >> 12) as u32
    }

    pub(crate) fn take(&mut self, bit: bool, middle: u32) {
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
    }

    /// The first byte of the range, once it is certain.
    pub(crate) fn next_byte(&mut self) -> Option<u8> {
        let byte = self.low >> 24;
        (byte == self.high >> 24).then(|| {
            self.low <<= 8;
            self.high = self.high << 8 | 255;
            byte as u8
        })
    }
}

/// Unpacks this many bytes.
pub(crate) fn unpack(packed: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    let mut model = Model::new();
    let mut range = Range::WHOLE;
    let mut packed = packed.iter().copied().chain(core::iter::repeat(0));
    let mut next = || u32::from(packed.next().unwrap_or(0));
    let mut number = (0..4).fold(0, |number, _| number << 8 | next());
    while bytes.len() < length {
        let middle = range.middle(model.chance);
        let bit = number <= middle;
        range.take(bit, middle);
        while range.next_byte().is_some() {
            number = number << 8 | next();
        }
        model.learn(bit);
        if model.bits == 1 {
            bytes.push(model.before as u8);
        }
    }
    bytes
}
