//! Random numbers of a seed, the same on every machine: places are drawn with 64 bits, also where addresses have 32,
//! as in a browser.

use core::ops::Range;

use fastrand::Rng;

/// A generator of random numbers.
pub struct Random(Rng);

impl Random {
    /// The generator of a seed.
    pub fn with_seed(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// A place in a range that is not empty.
    pub fn place(&mut self, range: Range<usize>) -> usize {
        self.0.u64(range.start as u64..range.end as u64) as usize
    }

    /// A number in a range that is not empty.
    pub fn number(&mut self, range: Range<u32>) -> u32 {
        self.0.u32(range)
    }

    /// A letter of a to z.
    pub fn letter(&mut self) -> char {
        char::from(b'a' + self.place(0..26) as u8)
    }

    /// One of these, if there are any.
    pub fn choice<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let place = (!of.is_empty()).then(|| self.place(0..of.len()))?;
        of.get(place).copied()
    }

    /// Puts them in another order.
    pub fn shuffle<T>(&mut self, of: &mut [T]) {
        for last in 1..of.len() {
            of.swap(last, self.place(0..last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_a_machine_of_64_bits() {
        let mut ours = Random::with_seed(7);
        let mut own = Rng::with_seed(7);
        for most in 1..200 {
            assert_eq!(ours.place(0..most) as u64, own.u64(0..most as u64));
        }
        assert_eq!(ours.letter(), char::from(b'a' + own.u64(0..26) as u8));
        assert_eq!(ours.number(100..10_000), own.u32(100..10_000));
        // These were published figures' own: fastrand's on 64 bits.
        #[cfg(target_pointer_width = "64")]
        {
            let (mut one, mut other) = ([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7]);
            ours.shuffle(&mut one);
            own.shuffle(&mut other);
            assert_eq!(one, other);
            assert_eq!(ours.choice(&one), own.choice(other));
            assert_eq!(ours.letter(), own.lowercase());
        }
    }
}
