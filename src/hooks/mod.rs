//! The only effects of the page.

mod back;
mod clock;
mod engine;

pub use back::use_back;
pub use clock::{now, use_minutes};
pub use engine::use_engine;
