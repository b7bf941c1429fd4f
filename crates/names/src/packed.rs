//! The tables of this crate in fewer bytes than a web server makes of them: 35 KB in place of 41 by
//! gzip, for 1 KB of code (2026-11-26). The build packs them, the first use unpacks them in some 20
//! milliseconds.
//!
//! An arithmetic coder of bits, after lpaq1 by M. Mahoney (2007). The chance that the next bit is set is
//! predicted three times, from what followed the last none, one and two bytes before, and the
//! predictions are mixed by how good each was lately. All arithmetic is on whole numbers, so that every
//! machine unpacks what the build packed. `build.rs` includes this file, too, and unpacks what it packs.

/// Bytes before a bit that its predictions look at.
const ORDERS: [u32; 3] = [0, 1, 2];
/// Contexts of each order: a power of two.
const SLOTS: usize = 1 << 16;
/// Most that a context counts what followed it: it forgets more slowly from there on.
const MOST_SEEN: u8 = 30;
/// Weight of each prediction at first, and how fast weights learn.
const FIRST_WEIGHT: i32 = 28_000;
const LEARNING: i32 = 18;

/// Predicts bits, and learns from each.
pub(crate) struct Model {
    /// For each order and context the chance of a set bit in 65,536, and how often it was seen.
    chances: Vec<(u16, u8)>,
    /// The weight of each prediction, in 65,536, by the bits of the byte so far.
    weights: Vec<[i32; ORDERS.len()]>,
    /// From chances in 4,096 to their logits.
    logits: Vec<i32>,
    /// The last bytes.
    before: u32,
    /// The bits of the byte so far, after a one.
    bits: usize,
    /// What the next bit is predicted from: places in `chances`, and their logits.
    places: [usize; ORDERS.len()],
    inputs: [i32; ORDERS.len()],
    /// The chance that the next bit is set, in 4,096.
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
            chances: vec![(1 << 15, 0); SLOTS * ORDERS.len()],
            weights: vec![[FIRST_WEIGHT; ORDERS.len()]; 256],
            logits,
            before: 0,
            bits: 1,
            places: [0; ORDERS.len()],
            inputs: [0; ORDERS.len()],
            chance: 0,
        };
        model.predict();
        model
    }

    fn predict(&mut self) {
        let mut sum = 0;
        for (place, order) in ORDERS.into_iter().enumerate() {
            let context = self.before & ((1 << (8 * order)) - 1);
            let hash =
                (context.wrapping_mul(0x9e37_79b1) ^ self.bits as u32).wrapping_mul(0x85eb_ca6b);
            let slot = place * SLOTS + (hash >> 15) as usize % SLOTS;
            self.places[place] = slot;
            self.inputs[place] = self.logits[usize::from(self.chances[slot].0 >> 4)];
            sum += (self.inputs[place] * (self.weights[self.bits][place] >> 2)) >> 14;
        }
        self.chance = chance_of(sum).clamp(1, 4095);
    }

    pub(crate) fn learn(&mut self, bit: bool) {
        let miss = ((i32::from(bit) << 12) - self.chance) * LEARNING;
        for (place, slot) in self.places.into_iter().enumerate() {
            self.weights[self.bits][place] += (self.inputs[place] * miss + 0x2000) >> 14;
            let (chance, seen) = &mut self.chances[slot];
            let goal = if bit { 65_535 } else { 0 };
            *chance = (i32::from(*chance)
                + (goal - i32::from(*chance)) * 2 / (2 * i32::from(*seen) + 3))
                as u16;
            *seen = (*seen + 1).min(MOST_SEEN);
        }
        self.bits = self.bits << 1 | usize::from(bit);
        if self.bits > 255 {
            self.before = self.before << 8 | (self.bits & 255) as u32;
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

/// Unpacks so many bytes.
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
